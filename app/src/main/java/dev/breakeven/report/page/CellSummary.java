package dev.breakeven.report.page;

import dev.breakeven.report.Results;
import dev.breakeven.stats.Bootstrap;
import dev.breakeven.stats.Estimate;
import dev.breakeven.stats.Interval;
import dev.breakeven.stats.Sample;
import dev.breakeven.stats.Student;
import dev.breakeven.stats.SuccessRate;
import dev.breakeven.study.TrialRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the trials of one arm at one task come to. Only trials that tell something of their arm are
/// counted: not those that ended by a fault of ours, of the provider or of the budget.
///
/// @param arm the arm's name
/// @param task the task's id
/// @param rows the trials, at least one
/// @param solved how many the judge found good
/// @param money what they cost; empty if the price of a call is not known
record CellSummary(
    String arm, String task, List<TrialRow> rows, SuccessRate solved, Optional<Money> money) {
  /// The confidence of all intervals.
  static final double LEVEL = 0.95;

  private static final double NANOS = 1e9;

  /// Dollars a trial, and a success.
  ///
  /// @param mean the mean, with Student's interval
  /// @param median the median, with a bootstrap interval
  /// @param perSuccess what a success costs with all failures charged, with a bootstrap interval
  record Money(Estimate mean, Estimate median, Estimate perSuccess) {}

  /// All cells that have a trial, arm by arm within each task.
  static List<CellSummary> of(Results results) {
    var cells = new ArrayList<CellSummary>();
    for (var task : results.study().tasks()) {
      for (var arm : results.study().arms()) {
        var rows =
            results.cell(arm.name(), task).stream()
                .filter(row -> row.ending().kind().counts())
                .toList();
        if (!rows.isEmpty()) {
          cells.add(of(results, arm.name(), task, rows));
        }
      }
    }
    return cells;
  }

  private static CellSummary of(Results results, String arm, String task, List<TrialRow> rows) {
    int solved = (int) rows.stream().filter(TrialRow::solved).count();
    Optional<Money> money =
        rows.stream().anyMatch(row -> row.spent().unpriced() > 0)
            ? Optional.empty()
            : Optional.of(money(rows, results.study().plan().seed()));
    return new CellSummary(arm, task, rows, new SuccessRate(solved, rows.size()), money);
  }

  private static Money money(List<TrialRow> rows, long seed) {
    var costs = rows.stream().mapToDouble(CellSummary::dollars).toArray();
    var solved = new boolean[rows.size()];
    for (int i = 0; i < solved.length; i++) {
      solved[i] = rows.get(i).solved();
    }
    var bootstrap = Bootstrap.seeded(seed);
    return new Money(
        Student.ofMean(costs, LEVEL),
        bootstrap.of(costs, Sample::median),
        bootstrap.perSuccess(costs, solved));
  }

  /// A trial's cost.
  static double dollars(TrialRow row) {
    return row.spent().usd().dollars().doubleValue();
  }

  /// A trial's time at work, the judge's left out.
  static double seconds(TrialRow row) {
    return row.seconds().model().plus(row.seconds().tools()).toNanos() / NANOS;
  }

  Interval rate() {
    return solved.interval(LEVEL);
  }

  double medianSeconds() {
    return Sample.median(rows.stream().mapToDouble(CellSummary::seconds).toArray());
  }

  double medianTurns() {
    return Sample.median(rows.stream().mapToDouble(TrialRow::turns).toArray());
  }

  /// The trial to show where only one can be: the one whose cost is the median, or just below it.
  TrialRow typical() {
    var sorted =
        rows.stream().sorted(java.util.Comparator.comparing(row -> row.spent().usd())).toList();
    return sorted.get((sorted.size() - 1) / 2);
  }
}
