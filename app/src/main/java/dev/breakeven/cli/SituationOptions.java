package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.Habits;
import dev.breakeven.whatif.PricedModel;
import dev.breakeven.whatif.Situation;
import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Situation.Handover;
import dev.breakeven.whatif.Situation.Parent;
import dev.breakeven.whatif.Situation.Stretch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The situation a user asks about. What is not given is taken from the defaults.
final class SituationOptions {
  @Option(names = "--model", paramLabel = "MODEL", description = "the delegating agent's model")
  private @Nullable String model;

  @Option(names = "--executor", paramLabel = "MODEL", description = "the executor's model")
  private @Nullable String executor;

  @Option(
      names = "--context",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "the delegating agent's prompt where the stretch begins; 60k is 60000")
  private @Nullable Long context;

  @Option(
      names = "--calls-left",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "its calls still to come, after the one that takes in the result")
  private @Nullable Long callsLeft;

  @Option(
      names = "--calls",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "the calls that the stretch takes")
  private @Nullable Long calls;

  @Option(
      names = "--growth",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "what the stretch would leave in the context, all calls together")
  private @Nullable Long growth;

  @Option(
      names = "--output",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "what the stretch's answers have, all calls together")
  private @Nullable Long output;

  @Option(
      names = "--instruction",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "what the executor is told")
  private @Nullable Long instruction;

  @Option(
      names = "--report",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "what comes back")
  private @Nullable Long report;

  @Option(
      names = "--extra-calls",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "the calls it takes to hand over, at least 1")
  private @Nullable Long extraCalls;

  @Option(
      names = "--executor-prefix",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "the executor's first prompt")
  private @Nullable Long prefix;

  @Option(
      names = "--executor-usd",
      paramLabel = "USD",
      description = "the executor's bill, instead of computing it; 0 on a machine of your own")
  private @Nullable BigDecimal usd;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = CountConverter.class,
      description =
          "the time from the call that hands over to the next (default: within the cache's life)")
  private @Nullable Long seconds;

  @Option(
      names = "--life",
      paramLabel = "TIME",
      converter = LifeConverter.class,
      description =
          "how long the delegating agent's cache lives, as 5m or 1h (default: its vendor's"
              + " default)")
  private @Nullable Duration life;

  @Option(
      names = "--on",
      paramLabel = "DATE",
      description = "take the prices of this day, as 2026-07-01 (default: today, UTC)")
  private @Nullable LocalDate on;

  /// The situation, with `habits` where nothing else is asked for.
  ///
  /// @param today the day whose prices count if no other is asked for
  /// @throws UserError if it cannot be, or has no price
  Situation situation(Habits habits, LocalDate today) {
    var catalog = Catalog.bundled();
    LocalDate day = on == null ? today : on;
    var looking = habits.looking();
    var passing = habits.passing();
    try {
      var parent = PricedModel.of(catalog, model == null ? habits.model() : model, day);
      if (life != null) {
        parent = parent.living(catalog, life);
      }
      long stretch = or(calls, looking.calls());
      return new Situation(
          new Parent(parent, or(context, looking.context()), or(callsLeft, looking.callsLeft())),
          new Stretch(
              stretch,
              or(growth, Math.round(looking.growth() * stretch)),
              or(output, Math.round(looking.output() * stretch))),
          new Handover(
              or(instruction, passing.instruction()),
              or(report, passing.report()),
              or(extraCalls, 1),
              seconds == null ? passing.times() : List.of(Duration.ofSeconds(seconds))),
          executor(catalog, habits, day));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private Executor executor(Catalog catalog, Habits habits, LocalDate day) {
    if (usd != null) {
      try {
        return new Executor.Given(Usd.of(usd));
      } catch (ArithmeticException e) {
        throw new UserError("expected an executor's bill in dollars such as 0.05, got " + usd, e);
      }
    }
    String name = executor == null ? habits.executor() : executor;
    try {
      return new Executor.Billed(
          PricedModel.of(catalog, name, day), or(prefix, habits.passing().prefix()));
    } catch (IllegalArgumentException e) {
      throw new UserError(
          e.getMessage() + "; --executor-usd says what the executor costs, 0 on a machine of yours",
          e);
    }
  }

  private static long or(@Nullable Long given, long otherwise) {
    return given == null ? otherwise : given;
  }
}
