package dev.breakeven.report.page;

import dev.breakeven.report.page.Table.Cell;
import dev.breakeven.study.TrialRow;
import java.util.ArrayList;
import java.util.List;

/// Every trial: how it ended, and what the judge said.
final class TrialsSection {
  private final ReportData evidence;

  TrialsSection(ReportData evidence) {
    this.evidence = evidence;
  }

  Section section() {
    var rows = evidence.results().rows().stream().map(TrialsSection::row).toList();
    long left = evidence.results().rows().stream().filter(r -> !r.ending().kind().counts()).count();
    var words =
        new ArrayList<>(
            List.of(
                "How a trial ended is what its agent did last; whether it is solved, the judge"
                    + " alone decides."));
    if (left > 0) {
      words.add(
          left
              + " of them say nothing of their arm (the budget, a provider or a fault of ours ended"
              + " them) and are left out above.");
    }
    return new Section(
        "trials",
        "Every trial",
        words,
        List.of(),
        List.of(
            new Table(
                "Every trial. " + evidence.known() + "; " + evidence.knownSeconds() + ".",
                Table.columns(
                    List.of("trial", "ended", "solved", "the judge says"),
                    List.of("turns", "model s", "tools s", "judge s", "USD")),
                rows)));
  }

  private static List<Cell> row(TrialRow row) {
    var seconds = row.seconds();
    var ended =
        row.ending().kind().key()
            + (row.ending().detail().isEmpty()
                ? ""
                : ": " + PageNumbers.shorten(row.ending().detail(), 120));
    return List.of(
        Cell.of(row.trial().id()),
        Cell.of(ended),
        Cell.of(row.solved() ? "yes" : "no"),
        Cell.of(judge(row)),
        Cell.of((long) row.turns()),
        seconds(seconds.model()),
        seconds(seconds.tools()),
        seconds(seconds.judge()),
        row.spent().unpriced() > 0
            ? Cell.of("unpriced")
            : Cell.of(PageNumbers.usd(row.spent().usd()), CellSummary.dollars(row)));
  }

  private static Cell seconds(java.time.Duration time) {
    double seconds = time.toMillis() / 1e3;
    return Cell.of(PageNumbers.decimal(seconds, 1), seconds);
  }

  private static String judge(TrialRow row) {
    var reasons = new ArrayList<>(row.verdict().violations());
    row.verdict()
        .exitCodes()
        .forEach((check, code) -> {
          if (code != 0) {
            reasons.add(check + " failed");
          }
        });
    if (!reasons.isEmpty()) {
      return String.join(", ", reasons);
    }
    return row.solved() ? "all checks pass" : "nothing was judged";
  }
}
