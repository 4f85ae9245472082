package dev.breakeven.report.page;

import dev.breakeven.report.Looking;
import dev.breakeven.report.page.Table.Cell;
import java.util.List;
import java.util.Optional;

/// Whether delegating took the looking away from the model that delegates.
final class LookingSection {
  private final ReportData evidence;

  LookingSection(ReportData evidence) {
    this.evidence = evidence;
  }

  Optional<Section> section() {
    var cells = new Looking(evidence.results()).cells();
    if (cells.isEmpty()) {
      return Optional.empty();
    }
    var rows =
        cells.stream()
            .map(cell ->
                List.of(
                    Cell.of(cell.arm()),
                    Cell.of(cell.task()),
                    Cell.of(cell.trials()),
                    Cell.of("%.1f".formatted(cell.calls()), cell.calls()),
                    Cell.of(Math.round(cell.tokens())),
                    Cell.of("%.2f".formatted(cell.ratio()), cell.ratio())))
            .toList();
    var table =
        new Table(
            "Calls of the first agent, and tokens that came into its context beside its own words"
                + " (cache writes less output), means of solved trials. "
                + evidence.known()
                + "; computed.",
            Table.columns(List.of("arm", "task"), List.of("trials", "calls", "tokens", "÷ alone")),
            rows);
    return Optional.of(
        new Section(
            "looking",
            "Did delegating take the looking away?",
            List.of(Looking.sentence(cells), Looking.RULE),
            List.of(),
            List.of(table)));
  }
}
