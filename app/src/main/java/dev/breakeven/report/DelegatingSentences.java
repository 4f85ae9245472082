package dev.breakeven.report;

import dev.breakeven.stats.Interval;
import dev.breakeven.stats.NoInterval;
import dev.breakeven.study.comparison.SoloDifference;
import dev.breakeven.trace.Agent;
import dev.breakeven.whatif.Crossover;
import dev.breakeven.whatif.DelegatingThreshold;
import dev.breakeven.whatif.DelegatingThreshold.Weighed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether delegating paid, in sentences that claim no more than the log holds: first what was
/// measured, then from where on it has paid, then what is unknown.
public final class DelegatingSentences {
  private static final String UNKNOWN = "unknown";

  private DelegatingSentences() {}

  /// A sentence for each thing that can be said, and for each that cannot.
  public static List<String> of(DelegatingThreshold threshold) {
    var sentences = new ArrayList<String>();
    threshold.weighed().ifPresent(weighed -> sentences.add(weighed(threshold, weighed)));
    unlogged(threshold.unlogged()).ifPresent(sentences::add);
    if (threshold.unpriced() > 0) {
      sentences.add(
          "Unknown: %s with a call that has no price; whether they paid cannot be said."
              .formatted(counted(threshold.unpriced(), "delegation")));
    }
    return sentences;
  }

  private static String weighed(DelegatingThreshold threshold, Weighed weighed) {
    boolean all = weighed.delegations() == threshold.delegations();
    String subject =
        all
            ? "it"
            : "%s of the %s"
                .formatted(
                    counted(weighed.delegations(), "delegation"),
                    String.format(Locale.ROOT, "%,d", threshold.delegations()));
    String took = counted(weighed.executorCalls(), "call");
    String sentence =
        switch (weighed.calls()) {
          case Crossover.Always _, Crossover.UpTo _ ->
              "Modelled: %s paid even if working alone would have taken one call for each; the executors took %s."
                  .formatted(subject, took);
          case Crossover.Never _ ->
              "Modelled: %s did not pay, however many calls working alone would have taken; the executors took %s."
                  .formatted(subject, took);
          case Crossover.From(long least) -> above(subject, least, took);
          case Crossover.Between(long least, long _) -> above(subject, least, took);
        };
    return weighed.spent().floors().isEmpty()
        ? sentence
        : sentence + " Their cost is a floor, so that is no more than an approximation.";
  }

  private static String above(String subject, long least, String took) {
    return "Modelled: %s paid if working alone would have taken more than %s; the executors took %s."
        .formatted(subject, counted(least - 1, "call"), took);
  }

  /// What is known of delegations whose executors' calls are not in the log.
  public static Optional<String> unlogged(DelegatingThreshold.Unlogged unlogged) {
    if (unlogged.delegations() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "Unknown: %s with an executor whose calls are not in the log%s; what that cost is in no amount, and whether it paid cannot be said."
            .formatted(counted(unlogged.delegations(), "delegation"), told(unlogged)));
  }

  private static String told(DelegatingThreshold.Unlogged unlogged) {
    var parts = new ArrayList<String>();
    Agent.Unlogged told = unlogged.told();
    if (unlogged.agents() > 0) {
      parts.add(counted(unlogged.agents(), "agent"));
    }
    if (told.toolUses() != null) {
      parts.add(counted(told.toolUses(), "tool use"));
    }
    if (told.took() != null) {
      parts.add(String.format(Locale.ROOT, "%,d s of work", told.took().toSeconds()));
    }
    return parts.isEmpty() ? "" : " (known of them: " + String.join(", ", parts) + ")";
  }

  /// From how many calls of working alone on delegating has paid, for a table: `12 calls`.
  public static String paysFrom(Optional<Crossover> calls) {
    return calls
        .map(crossover ->
            switch (crossover) {
              case Crossover.Always _, Crossover.UpTo _ -> "1 call";
              case Crossover.Never _ -> "never";
              case Crossover.From(long least) -> counted(least, "call");
              case Crossover.Between(long least, long most) ->
                  String.format(Locale.ROOT, "%,d to %,d calls", least, most);
            })
        .orElse(UNKNOWN);
  }

  /// What an arm with several agents costs more than working alone, where both were run.
  ///
  /// @param known how the money is known, in a word: `rehearsed`
  public static String measured(SoloDifference measured, String known) {
    double value = measured.difference().value();
    return "Measured (%s): a trial of %s on %s cost %s USD %s on average than one of %s, which works alone on the same model (%s; %s)."
        .formatted(
            known,
            measured.arm(),
            measured.task(),
            Figures.usd(Math.abs(value)),
            value < 0 ? "less" : "more",
            measured.solo(),
            trials(measured),
            switch (measured.difference().confidence()) {
              case Interval interval when interval.holds(0) ->
                  "which costs more is not shown, 95 %% %s to %s"
                      .formatted(Figures.signed(interval.low()), Figures.signed(interval.high()));
              case Interval interval ->
                  "95 %% %s to %s"
                      .formatted(Figures.signed(interval.low()), Figures.signed(interval.high()));
              case NoInterval _ -> "so few show no spread";
            });
  }

  private static String trials(SoloDifference measured) {
    return measured.trials() == measured.soloTrials()
        ? counted(measured.trials(), "trial") + " each"
        : "%d and %d trials".formatted(measured.trials(), measured.soloTrials());
  }

  private static String counted(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
