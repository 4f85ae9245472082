package dev.breakeven.report.page;

import dev.breakeven.audit.Period;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.report.page.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// How well the logs could be read, and how the numbers are known.
record ReadSection(Period period, Health health) {

  Section section() {
    long broken = health.count(Count.BROKEN);
    var words = new ArrayList<String>();
    words.add(
        "%s in %s were read. %s"
            .formatted(
                counted(health.count(Count.LINES), "line"),
                counted(health.count(Count.INPUTS), "file"),
                broken == 0
                    ? "None was broken."
                    : counted(broken, "line or file") + " could not be read; the rest counts."));
    words.add(
        "Tokens are the providers' own counts, each call once over all files. Prices are list"
            + " prices of the day; a model without one is in no amount. Costs that a log itself"
            + " recorded are not used.");
    words.add(
        "Sizes of blocks are estimated from lengths and calibrated on each session's own totals: so"
            + " the split by cause, tool and block is estimated, and its sums are exact. Savings"
            + " are computed with behaviour held constant.");
    var tables = new ArrayList<Table>();
    tables.add(
        table(
            "What was read.",
            health.ordered().entrySet().stream()
                .map(entry ->
                    List.of(
                        Cell.of(entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                        Cell.of(entry.getValue())))
                .toList()));
    if (!period.bill().unpriced().calls().isEmpty()) {
      tables.add(
          table(
              "Calls without a price, by reason.",
              new TreeMap<>(period.bill().unpriced().calls())
                  .entrySet().stream()
                      .map(entry -> List.of(Cell.of(entry.getKey()), Cell.of(entry.getValue())))
                      .toList()));
    }
    if (!health.unknown().isEmpty()) {
      tables.add(
          table(
              "Kinds of lines and contents that are not known.",
              health.unknown().entrySet().stream()
                  .map(entry -> List.of(Cell.of(entry.getKey()), Cell.of(entry.getValue())))
                  .toList()));
    }
    if (!health.broken().isEmpty()) {
      tables.add(
          new Table(
              "What could not be read, at most %d.".formatted(Health.MOST),
              Table.columns(List.of("where and why"), List.of()),
              health.broken().stream().map(line -> List.of(Cell.of(line))).toList()));
    }
    return new Section("read", "How well it could be read", words, List.of(), tables);
  }

  private static Table table(String caption, List<List<Cell>> rows) {
    return new Table(caption, Table.columns(List.of("what"), List.of("how many")), rows);
  }

  private static String counted(long number, String thing) {
    return PageNumbers.count(number) + " " + thing + (number == 1 ? "" : "s");
  }
}
