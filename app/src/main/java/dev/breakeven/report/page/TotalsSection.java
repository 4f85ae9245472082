package dev.breakeven.report.page;

import dev.breakeven.report.audit.AuditSentences;
import dev.breakeven.report.page.Table.Cell;
import dev.breakeven.trace.TokenClass;
import java.util.ArrayList;
import java.util.List;

/// What it cost in all.
record TotalsSection(SpendingBars spending) {

  Section section() {
    var period = spending.period();
    var rows = new ArrayList<List<Cell>>();
    rows.add(List.of(Cell.of("sessions"), Cell.of(period.sessions())));
    rows.add(List.of(Cell.of("calls"), Cell.of(period.calls())));
    rows.add(List.of(Cell.of("USD at list prices"), spending.cell(period.bill())));
    for (var tokenClass : TokenClass.values()) {
      rows.add(List.of(Cell.of(words(tokenClass)), Cell.of(period.tokens(tokenClass))));
    }
    return new Section(
        "results",
        "What it cost",
        new AuditSentences(period).spending(),
        List.of(),
        List.of(
            new Table(
                "All sessions. Tokens as the providers counted them.",
                Table.columns(List.of("what"), List.of("how much")),
                rows)));
  }

  private static String words(TokenClass tokenClass) {
    return switch (tokenClass) {
      case UNCACHED -> "tokens, uncached";
      case WRITE_5M -> "written for 5 min";
      case WRITE_1H -> "written for 1 h";
      case READ -> "read from the cache";
      case OUTPUT -> "output";
    };
  }
}
