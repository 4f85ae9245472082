package dev.breakeven.report;

import dev.breakeven.stats.PermutationTest;
import dev.breakeven.stats.Resolution;
import dev.breakeven.study.Arm;
import dev.breakeven.study.TrialRow;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Whether an arm differs from itself: the A/A control. Two runs of one arm differ by chance alone,
/// so a difference that a test finds here is a fault of the set-up, not of an arm.
final class ControlReport {
  private static final double ALPHA = 0.05;

  private ControlReport() {}

  /// A table and a sentence; nothing if the study has no control.
  static String text(Results results) {
    var text = new StringBuilder();
    for (var arm : results.study().arms()) {
      arm.controlOf().ifPresent(original -> text.append(text(results, arm, original)));
    }
    return text.toString();
  }

  private static String text(Results results, Arm control, String original) {
    var table =
        new TextTable(
            1,
            List.of(
                "task",
                "trials",
                "solved " + original,
                control.name(),
                "mean USD " + original,
                control.name(),
                "p",
                "could show"));
    double least = 1;
    int tests = 0;
    for (var task : results.study().tasks()) {
      var first = counting(results, original, task);
      var second = counting(results, control.name(), task);
      if (!first.isEmpty() && !second.isEmpty()) {
        var test = test(results, first, second);
        least = Math.min(least, test.p());
        tests++;
        table.row(row(task, new Pair(first, second), test, shows(results, first, second)));
      }
    }
    return tests == 0
        ? ""
        : "%s is %s again with other seeds. Cost a trial, exact permutation test:%n%n"
                .formatted(control.name(), original)
            + table.text()
            + "\n"
            + sentence(least, tests)
            + "\n";
  }

  /// The trials of both.
  private record Pair(List<TrialRow> first, List<TrialRow> second) {}

  /// With several tests the smallest p counts times their number (Bonferroni, Holm's first step).
  private static String sentence(double least, int tests) {
    double corrected = Math.min(1, least * tests);
    var correction = tests == 1 ? "one test" : "corrected for " + tests + " tests";
    return corrected <= ALPHA
        ? ("The arm differs from itself (%s, %s): look for what changed"
                + " between trials before\nyou believe any other difference.\n")
            .formatted(Figures.saidP(corrected), correction)
        : "No difference is shown (%s, %s).%n".formatted(Figures.saidP(corrected), correction);
  }

  private static List<TrialRow> counting(Results results, String arm, String task) {
    return results.cell(arm, task).stream().filter(row -> row.ending().kind().counts()).toList();
  }

  private static PermutationTest test(
      Results results, List<TrialRow> first, List<TrialRow> second) {
    return PermutationTest.ofMeans(costs(first), costs(second), results.study().plan().seed());
  }

  private static String shows(Results results, List<TrialRow> first, List<TrialRow> second) {
    var usual = Resolution.usual(results.study().plan().seed());
    return switch (usual.smallestDifference(costs(first), costs(second))) {
      case Resolution.Smallest.Difference(var size) -> "%.4f USD".formatted(size);
      case Resolution.Smallest.Nothing _ ->
          first.size() < usual.smallestArm() ? "nothing yet" : "no spread";
    };
  }

  private static List<String> row(String task, Pair pair, PermutationTest test, String shows) {
    return List.of(
        task,
        pair.first().size() + " and " + pair.second().size(),
        Long.toString(solved(pair.first())),
        Long.toString(solved(pair.second())),
        mean(pair.first()),
        mean(pair.second()),
        Figures.p(test.p()),
        shows);
  }

  private static long solved(List<TrialRow> rows) {
    return rows.stream().filter(TrialRow::solved).count();
  }

  private static String mean(List<TrialRow> rows) {
    double mean = Arrays.stream(costs(rows)).average().orElse(0);
    return String.format(Locale.ROOT, "%.4f", mean);
  }

  private static double[] costs(List<TrialRow> rows) {
    return rows.stream().mapToDouble(row -> row.spent().usd().dollars().doubleValue()).toArray();
  }
}
