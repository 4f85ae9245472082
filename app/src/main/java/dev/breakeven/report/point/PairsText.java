package dev.breakeven.report.point;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.report.TextTable;
import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.BreakEven;
import dev.breakeven.whatif.Crossover;
import dev.breakeven.whatif.Habits;
import dev.breakeven.whatif.PricedModel;
import dev.breakeven.whatif.Situation;
import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Situation.Handover;
import dev.breakeven.whatif.Situation.Parent;
import dev.breakeven.whatif.Situation.Stretch;
import dev.breakeven.whatif.Variable;
import java.time.LocalDate;
import java.util.List;

/// The break-even points of common pairs of models in one situation, as a table.
public final class PairsText {
  private static final String FREE = "free, of your own";
  private static final List<List<String>> PAIRS =
      List.of(
          List.of("claude-fable-5-2", "claude-opus-5-5"),
          List.of("claude-fable-5-2", "claude-haiku-5-5"),
          List.of("claude-opus-5-5", "claude-opus-5-5"),
          List.of("claude-opus-5-5", "claude-sonnet-5-5"),
          List.of("claude-opus-5-5", "claude-haiku-5-5"),
          List.of("claude-opus-5-5", FREE),
          List.of("claude-opus-4-8", "claude-haiku-4-5"),
          List.of("claude-sonnet-5-5", "claude-haiku-5-5"),
          List.of("gpt-6-astra", "gpt-6.2-sol"),
          List.of("gpt-6.2-sol", "gpt-6-luna"));

  private final Catalog catalog;
  private final LocalDate day;
  private final Habits habits;
  private final int width;

  /// The table of `day`.
  ///
  /// @param habits the situation, the same for all pairs
  /// @param width the most columns of a line of words
  public PairsText(Catalog catalog, LocalDate day, Habits habits, int width) {
    this.catalog = catalog;
    this.day = day;
    this.habits = habits;
    this.width = width;
  }

  /// The table, and the situation it holds for.
  public String text() {
    var table =
        new TextTable(
            2,
            List.of(
                "delegates",
                "to",
                "alone",
                "delegated",
                "less",
                "from calls",
                "report up to",
                "late costs"));
    for (List<String> pair : PAIRS) {
      table.row(row(pair.getFirst(), pair.getLast()));
    }
    var looking = habits.looking();
    var passing = habits.passing();
    return table.text()
        + new Lines(width)
            .gap()
            .say(
                "Modelled, prices of %s: %s that leave %,d tokens and answer %,d, out of a context of %s with %s to come; told %s, reports %s."
                    .formatted(
                        day,
                        Amounts.counted(looking.calls(), "call"),
                        growth(),
                        output(),
                        Amounts.counted(looking.context(), "token"),
                        Amounts.counted(looking.callsLeft(), "call"),
                        Amounts.counted(passing.instruction(), "token"),
                        Amounts.counted(passing.report(), "token")))
            .say(
                "Late: the delegating agent's cache is gone when the executor comes back. – : how"
                    + " long it lives is not known.")
            .text();
  }

  private long growth() {
    return Math.round(habits.looking().growth() * habits.looking().calls());
  }

  private long output() {
    return Math.round(habits.looking().output() * habits.looking().calls());
  }

  private List<String> row(String model, String executor) {
    try {
      var parent = PricedModel.of(catalog, model, day);
      var looking = habits.looking();
      var passing = habits.passing();
      var point =
          BreakEven.of(
              new Situation(
                  new Parent(parent, looking.context(), looking.callsLeft()),
                  new Stretch(looking.calls(), growth(), output()),
                  new Handover(passing.instruction(), passing.report(), 1, List.of()),
                  executor.equals(FREE)
                      ? new Executor.Given(Usd.ZERO)
                      : new Executor.Billed(
                          PricedModel.of(catalog, executor, day), passing.prefix())));
      var crossovers = point.crossovers();
      return List.of(
          model,
          executor,
          Amounts.usd(point.aloneTotal()),
          Amounts.usd(point.delegatedTotal()),
          Amounts.usd(point.gain()),
          calls(crossovers.get(Variable.CALLS)),
          crossovers.get(Variable.REPORT) instanceof Crossover.UpTo(long most)
              ? Amounts.most(Variable.REPORT, most).replace(" tokens", "")
              : "never",
          parent.life() == null ? "–" : Amounts.usd(point.expiry()));
    } catch (IllegalArgumentException e) {
      return List.of(model, executor, "no price on that day", "–", "–", "–", "–", "–");
    }
  }

  private static String calls(@org.jspecify.annotations.Nullable Crossover crossover) {
    return switch (crossover) {
      case Crossover.Always _, Crossover.UpTo _ -> "1";
      case Crossover.From(long least) -> String.valueOf(least);
      case Crossover.Between(long least, long most) -> least + " to " + most;
      case Crossover.Never _ -> "never";
      case null -> "–";
    };
  }
}
