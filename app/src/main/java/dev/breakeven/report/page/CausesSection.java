package dev.breakeven.report.page;

import dev.breakeven.audit.View;
import dev.breakeven.pricing.Bill;
import dev.breakeven.report.page.Section.Figure;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.report.page.SpendingBars.Row;
import java.util.ArrayList;
import java.util.List;

/// Why it was billed, and what putting back cost that the cache had lost.
record CausesSection(SpendingBars spending) {
  private static final String LOST = "re-writes";

  Section section() {
    List<Row> causes = spending.rows(View.CAUSE);
    List<Row> lost = causes.stream().filter(row -> row.name().startsWith(LOST)).toList();
    var extra = lost.stream().map(Row::amount).reduce(Bill.NONE, Bill::plus).total();
    var words = new ArrayList<String>();
    words.add(
        "A prompt is sent whole with every call: what once came into it is paid for again at every"
            + " call that follows, mostly at the price of reading from the cache. The causes add up"
            + " to the bill.");
    words.add(
        lost.isEmpty()
            ? "Nothing had to be put back that the cache had lost."
            : "%s%s USD (%s) was paid, above the price of reading, to put back what the cache had lost."
                    .formatted(spending.atLeast(), spending.usd(extra), spending.share(extra))
                + " Where it had expired, the gap before the call says how long nothing was"
                + " asked.");
    var panels = new ArrayList<Panel>();
    panels.add(spending.panel("By cause", "cause", causes, "c1"));
    if (!lost.isEmpty()) {
      panels.add(spending.panel("Lost by the cache", "why, and the gap before", lost, "c6"));
    }
    return new Section(
        "causes",
        "Why it was billed",
        words,
        List.of(
            new Figure(
                "USD by cause. Totals as billed, at list prices; split among blocks whose sizes are"
                    + " estimated.",
                List.of(),
                panels,
                List.of())),
        List.of());
  }
}
