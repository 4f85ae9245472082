package dev.breakeven.report;

import dev.breakeven.study.TrialRow;
import dev.breakeven.unit.Usd;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The parts of the results that read otherwise where others ran the trials and recorded them.
final class Imported {
  private static final int PLACES = 4;
  private static final double NANOS = 1e9;

  private Imported() {}

  static String heading(Results results) {
    return "%s · taken over from records of others · prices of %s%n"
            .formatted(results.study().id(), results.study().plan().date())
        + "Tokens, seconds and success as recorded; USD at the catalog's prices of that day,"
        + " beside them what the records say.\n";
  }

  static String cells(Results results) {
    var table =
        new TextTable(
            2,
            List.of(
                "arm", "task", "solved", "turns", "seconds", "USD", "USD recorded", "USD a solve"));
    for (var arm : results.study().arms()) {
      for (var task : results.study().tasks()) {
        var rows =
            results.cell(arm.name(), task).stream()
                .filter(row -> row.ending().kind().counts())
                .toList();
        if (!rows.isEmpty()) {
          table.row(cell(results, arm.name(), task, rows));
        }
      }
    }
    var arms =
        results.study().arms().stream()
            .map(arm -> "%s = %s".formatted(arm.name(), results.describe(arm)))
            .collect(Collectors.joining("\n"));
    return arms
        + "\n\nMedians over all trials of a cell that made a call, failures included.\n\n"
        + table.text();
  }

  private static List<String> cell(Results results, String arm, String task, List<TrialRow> rows) {
    long solved = rows.stream().filter(TrialRow::solved).count();
    boolean priced = rows.stream().allMatch(row -> row.spent().unpriced() == 0);
    var recorded = rows.stream().map(results::recorded).flatMap(Optional::stream).toList();
    long spent = rows.stream().mapToLong(row -> row.spent().usd().picodollars()).sum();
    return List.of(
        arm,
        task,
        solved + "/" + rows.size(),
        Long.toString(Medians.ofLongs(rows, TrialRow::turns)),
        "%.1f".formatted(Medians.ofDoubles(rows, row -> row.seconds().total().toNanos() / NANOS)),
        priced
            ? rounded(Medians.ofLongs(rows, row -> row.spent().usd().picodollars()))
            : "unpriced",
        recorded.size() < rows.size() ? "–" : rounded(Medians.ofLongs(recorded, Usd::picodollars)),
        solved == 0 || !priced ? "–" : rounded(spent / solved));
  }

  private static String rounded(long picodollars) {
    return new Usd(picodollars).rounded(PLACES);
  }

  static String total(Results results, String spent) {
    var told = results.rows().stream().map(results::recorded).flatMap(Optional::stream).toList();
    long idle = results.rows().stream().filter(row -> row.turns() == 0).count();
    return "%d records, %d of them without a call. %s at the catalog's prices%s%n"
        .formatted(
            results.rows().size(),
            idle,
            spent,
            told.isEmpty()
                ? "."
                : "; "
                    + told.stream().reduce(Usd.ZERO, Usd::plus).rounded(2)
                    + " USD as recorded.");
  }
}
