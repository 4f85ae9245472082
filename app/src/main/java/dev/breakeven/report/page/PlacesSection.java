package dev.breakeven.report.page;

import dev.breakeven.audit.View;
import dev.breakeven.report.page.Section.Figure;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.report.page.SpendingBars.Row;
import java.util.ArrayList;
import java.util.List;

/// Where the money went: projects, models, roles, agents' tools, and the tools whose logs these
/// are.
record PlacesSection(SpendingBars spending) {

  Section section() {
    var panels = new ArrayList<Panel>();
    var words = new ArrayList<String>();
    words.add("The rows of each picture add up to the bill.");
    add("By project", "project", View.PROJECT, panels, words);
    add("By model", "model", View.MODEL, panels, words);
    add("By role", "role of the agent", View.ROLE, panels, words);
    add("By tool of the agents", "tool", View.TOOL, panels, words);
    add("By source", "tool whose logs these are", View.SOURCE, panels, words);
    var figures =
        panels.isEmpty()
            ? List.<Figure>of()
            : List.of(
                new Figure(
                    "USD at list prices. What an agent's tool cost is its calls and its results, in"
                        + " every prompt they were in; their sizes are estimated.",
                    List.of(),
                    panels,
                    List.of()));
    return new Section("places", "Where it went", words, figures, List.of());
  }

  /// A panel; a sentence where there is but one row.
  private void add(String title, String head, View view, List<Panel> panels, List<String> words) {
    List<Row> rows = spending.rows(view);
    if (rows.size() == 1) {
      words.add("%s: all of it is of %s.".formatted(title, rows.getFirst().name()));
    } else if (!rows.isEmpty()) {
      panels.add(spending.panel(title, head, rows, "c" + (panels.size() % 5 + 1)));
    }
  }
}
