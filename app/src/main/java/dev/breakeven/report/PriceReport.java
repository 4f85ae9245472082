package dev.breakeven.report;

import dev.breakeven.attribution.Crossover;
import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.BillSum;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.study.Spent;
import dev.breakeven.study.TrialRow;
import dev.breakeven.study.comparison.Crossovers.Crossing;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The same tokens at other prices.
public final class PriceReport {
  private static final int PLACES = 4;

  private final Results before;
  private final Results after;
  private final String words;

  /// A report on `before` repriced as `after`.
  ///
  /// @param before the results at the prices the ledger holds
  /// @param after the same trials at other prices
  /// @param words the other prices in words: `at the prices of 2026-07-01`
  public PriceReport(Results before, Results after, String words) {
    this.before = before;
    this.after = after;
    this.words = words;
  }

  /// Where two arms meet on one task.
  ///
  /// @param task the task's id
  /// @param trial by the mean cost of a solved trial
  /// @param solve by the cost of a solve, failures charged
  /// @param budget what the second arm's executor may cost a solved trial; empty where it has none
  public record Met(String task, List<Crossing> trial, List<Crossing> solve, Optional<Usd> budget) {
    /// Takes immutable copies.
    public Met {
      trial = List.copyOf(trial);
      solve = List.copyOf(solve);
    }
  }

  /// What each cell cost and costs.
  public String text() {
    var table =
        new TextTable(
            2, List.of("arm", "task", "trials", "USD in the ledger", "USD repriced", "÷"));
    for (var arm : before.study().arms()) {
      for (var task : before.study().tasks()) {
        var old = before.cell(arm.name(), task);
        if (!old.isEmpty()) {
          var was = spent(old);
          var is = spent(after.cell(arm.name(), task));
          table.row(
              List.of(
                  arm.name(),
                  task,
                  Integer.toString(old.size()),
                  usd(was),
                  usd(is),
                  over(is, was)));
        }
      }
    }
    var was = spent(before.rows());
    var is = spent(after.rows());
    return heading(words)
        + "\n"
        + table.text()
        + "\nAll trials, USD: %s in the ledger, %s %s.%n".formatted(usd(was), usd(is), words)
        + reasons();
  }

  private String heading(String prices) {
    return "%s · %s · the same tokens %s%n".formatted(before.study().id(), before.source(), prices)
        + "Sums of all trials of a cell. What agents do is held constant; at other prices they"
        + " might have done otherwise.\n";
  }

  private String reasons() {
    return after.rows().stream().anyMatch(row -> row.spent().unpriced() > 0)
        ? "Unpriced: a model or day has no rate, or only sums are told where the price depends on"
            + " each prompt's size.\n"
        : "";
  }

  private static Spent spent(List<TrialRow> rows) {
    return rows.stream().map(TrialRow::spent).reduce(Spent.NONE, Spent::plus);
  }

  private static String usd(Spent spent) {
    if (spent.unpriced() > 0 && spent.usd().picodollars() == 0) {
      return "unpriced";
    }
    return spent.unpriced() > 0
        ? spent.usd().rounded(PLACES) + " + " + spent.unpriced() + " calls unpriced"
        : spent.usd().rounded(PLACES);
  }

  private static String over(Spent is, Spent was) {
    return is.unpriced() + was.unpriced() > 0 || was.usd().picodollars() == 0
        ? "–"
        : Figures.number((double) is.usd().picodollars() / was.usd().picodollars(), 3);
  }

  /// The prices at which two arms cost the same.
  public String crossovers(String first, String second, List<Met> met) {
    var sentences = new ArrayList<String>();
    var table =
        new TextTable(
            3,
            List.of("task", "price of", "model", "now", "equal a trial", "equal a solve", "unit"));
    for (var task : met) {
      task.budget()
          .ifPresent(budget ->
              sentences.add(
                  budget.picodollars() < 0
                      ? "%s: %s is dearer even if its executor costs nothing, by %s USD a solved trial."
                          .formatted(task.task(), second, Usd.ZERO.minus(budget).rounded(PLACES))
                      : "%s: the executor of %s may cost %s USD a solved trial."
                          .formatted(task.task(), second, budget.rounded(PLACES))));
      for (int i = 0; i < task.trial().size(); i++) {
        var trial = task.trial().get(i);
        var lever = trial.lever();
        table.row(
            List.of(
                task.task(),
                lever.kind().words(),
                lever.model(),
                price(lever.now()),
                at(trial, first, second),
                i < task.solve().size() ? at(task.solve().get(i), first, second) : "–",
                lever.kind().unit()));
        if (trial.meeting() instanceof Crossover.At(var _, var firstCheaperAbove)) {
          sentences.add(
              "%s: at %s for %s of %s (now %s, %s) a solved trial of %s and %s costs the same; above it %s is dearer."
                  .formatted(
                      task.task(),
                      price(trial.price().orElseThrow()),
                      lever.kind().words(),
                      lever.model(),
                      price(lever.now()),
                      lever.kind().unit(),
                      first,
                      second,
                      firstCheaperAbove ? second : first));
        }
      }
    }
    return "%s · %s · where %s and %s cost the same, %s%n"
            .formatted(before.study().id(), before.source(), first, second, words)
        + "Each price is turned alone; what agents do is held constant.\n\n"
        + (met.stream().flatMap(task -> task.trial().stream()).noneMatch(PriceReport::meets)
            ? "No single price makes a solved trial of both cost the same.\n"
            : "")
        + String.join("\n", sentences)
        + "\n\n"
        + table.text();
  }

  private static boolean meets(Crossing crossing) {
    return crossing.price().isPresent();
  }

  private static String at(Crossing crossing, String first, String second) {
    return switch (crossing.meeting()) {
      case Crossover.At _ -> price(crossing.price().orElseThrow());
      case Crossover.Always(var firstCheaper) -> (firstCheaper ? second : first) + " always dearer";
      case Crossover.Equal _ -> "always equal";
    };
  }

  private static String price(BigDecimal price) {
    return price.setScale(PLACES, RoundingMode.HALF_EVEN).toPlainString();
  }

  /// One trace, model by model, at each call's own day and at another's.
  ///
  /// @param trace what happened
  /// @param pricing the prices
  /// @param day the day wanted for every call; empty for each its own
  public static String trace(Trace trace, Pricing pricing, Optional<LocalDate> day) {
    var models = new LinkedHashMap<String, String>();
    trace.agents().forEach(agent -> models.put(agent.id(), agent.model()));
    var sums = new LinkedHashMap<String, BillSum>();
    for (Call call : trace.calls()) {
      var model = models.getOrDefault(call.agent(), "unknown");
      var quote =
          day.isEmpty() ? pricing.quote(model, call) : pricing.quote(model, day.get(), call);
      sums.computeIfAbsent(model, _ -> new BillSum()).add(call.answer(), quote);
    }
    var bills = new LinkedHashMap<String, Bill>();
    sums.forEach((model, sum) -> bills.put(model, sum.bill()));
    var table =
        new TextTable(
            1, List.of("model", "uncached", "write 5m", "write 1h", "read", "output", "USD"));
    bills.forEach((model, bill) -> {
      var cells = new ArrayList<>(List.of(model));
      for (var tokenClass : TokenClass.values()) {
        cells.add(bill.money(tokenClass).rounded(PLACES));
      }
      cells.add(bill.toString());
      table.row(cells);
    });
    var whole = bills.values().stream().reduce(Bill.NONE, Bill::plus);
    var known =
        trace.calls().stream()
            .map(call -> call.answer().known().key())
            .distinct()
            .sorted()
            .collect(Collectors.joining(" and "));
    return "%d calls (%s) cost %s %s.%n%n"
            .formatted(
                trace.calls().size(),
                known.isEmpty() ? "none" : known,
                whole,
                day.map(on -> "at the prices of " + on)
                    .orElse("at the prices of the days they were sent"))
        + table.text();
  }
}
