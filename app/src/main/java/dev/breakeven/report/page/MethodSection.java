package dev.breakeven.report.page;

import dev.breakeven.report.page.Table.Cell;
import java.util.ArrayList;
import java.util.List;

/// How the numbers came about, and what decided the run.
final class MethodSection {
  private final ReportData evidence;

  MethodSection(ReportData evidence) {
    this.evidence = evidence;
  }

  Section section() {
    var results = evidence.results();
    var rows = new ArrayList<List<Cell>>();
    rows.add(List.of(Cell.of("pack"), Cell.of(results.study().pack())));
    rows.add(List.of(Cell.of("seed"), Cell.of(Long.toString(results.study().plan().seed()))));
    rows.add(List.of(Cell.of("prices of"), Cell.of(results.pricesOf())));
    results
        .versions()
        .forEach((name, version) -> rows.add(List.of(Cell.of(name), Cell.of(version))));
    var words = new ArrayList<String>();
    words.add(
        switch (results.facts().how()) {
          case REHEARSED ->
              "Rehearsed: no model was asked. Turns, tokens, model seconds and dollars come from"
                  + " profiles of models and a model of the prompt cache; tools and judge are real."
                  + " A rehearsal tells what a set-up would cost if models worked as their profiles"
                  + " say, not how good a model is.";
          case BILLED -> "Tokens are the providers' own counts.";
          case AT_LEAST ->
              "Tokens are the providers' own counts, of some answers only those at their beginning:"
                  + " what they cost is at least what is shown.";
          case ESTIMATED -> "Tokens are estimated from sizes; no provider reported them.";
        });
    words.add(
        "Every billed token is assigned to the block of content that caused it, so the parts of a"
            + " bill add up to it. Sizes of blocks are billed (the provider counted it alone),"
            + " apportioned (a counted total, split among blocks that came together) or estimated"
            + " (from the content).");
    words.add(
        "Success rates have exact intervals. Means have Student's, which assume roughly normal"
            + " costs. Bootstrap intervals from few trials are too short; the text says so where it"
            + " applies. What a success costs charges the failures.");
    return new Section(
        "method",
        "How the numbers are known",
        words,
        List.of(),
        List.of(
            new Table(
                "What decided this run.",
                Table.columns(List.of("what", "which"), List.of()),
                rows)));
  }
}
