package dev.breakeven.report.explain;

import dev.breakeven.attribution.BlockBill;
import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.BillSum;
import dev.breakeven.report.FloorSentences;
import dev.breakeven.report.TextTable;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The explanation of one or more traces, as text.
public final class ExplainText {
  private static final int PLACES = 4;

  private final List<Explained> traces;
  private final Grouping grouping;
  private final int rows;

  /// An explanation of `traces`.
  ///
  /// @param grouping what the table has a row for
  /// @param rows the most rows it may have; the rest is summed in one
  public ExplainText(List<Explained> traces, Grouping grouping, int rows) {
    this.traces = List.copyOf(traces);
    this.grouping = grouping;
    this.rows = rows;
  }

  /// Sentences, then the table.
  public String text() {
    var text = new StringBuilder();
    for (var trace : traces) {
      var sentences = new Sentences(trace);
      text.append(String.join("\n", traces.size() > 1 ? sentences.brief() : sentences.all()))
          .append("\n\n");
    }
    return text.append(table()).toString();
  }

  private String table() {
    var sums = sums();
    var total = sums.values().stream().reduce(Bill.NONE, Bill::plus);
    var heads = new ArrayList<>(List.of(grouping.name().toLowerCase(Locale.ROOT)));
    if (grouping != Grouping.CLASS) {
      for (var tokenClass : TokenClass.values()) {
        heads.add(tokenClass.key().replace('_', ' '));
      }
    } else {
      heads.add("tokens");
    }
    heads.add("USD");
    heads.add("share");
    var table = new TextTable(1, heads);
    int shown = 0;
    var rest = Bill.NONE;
    for (var entry : dearestFirst(sums)) {
      if (++shown <= rows) {
        table.row(row(entry.getKey(), entry.getValue(), total));
      } else {
        rest = rest.plus(entry.getValue());
      }
    }
    if (shown > rows) {
      table.row(row((shown - rows) + " more", rest, total));
    }
    table.gap();
    table.row(row("all", total, total));
    return table.text();
  }

  private List<Map.Entry<String, Bill>> dearestFirst(Map<String, Bill> sums) {
    var order =
        Comparator.<Map.Entry<String, Bill>, Usd>comparing(entry -> entry.getValue().total())
            .thenComparingLong(entry -> entry.getValue().allTokens())
            .reversed();
    return grouping == Grouping.TURN
        ? List.copyOf(sums.entrySet())
        : sums.entrySet().stream().sorted(order).toList();
  }

  private Map<String, Bill> sums() {
    var sums = new LinkedHashMap<String, Bill>();
    for (var trace : traces) {
      var prefix = traces.size() > 1 && perTrace() ? trace.name() + " " : "";
      for (BlockBill bill : trace.attribution().bills()) {
        if (grouping == Grouping.CLASS) {
          byClass(bill.charge()).forEach((key, part) -> sums.merge(key, part, Bill::plus));
        } else {
          sums.merge(prefix + grouping.row(bill), bill.charge(), Bill::plus);
        }
      }
    }
    return sums;
  }

  /// Whether rows of different traces have nothing in common.
  private boolean perTrace() {
    return switch (grouping) {
      case BLOCK, TURN, DELEGATION -> true;
      case ORIGIN, ROLE, CAUSE, CLASS -> false;
    };
  }

  private static Map<String, Bill> byClass(Bill charge) {
    var parts = new LinkedHashMap<String, Bill>();
    for (var tokenClass : TokenClass.values()) {
      if (charge.tokens(tokenClass) > 0) {
        var sum = new BillSum();
        sum.add(tokenClass, charge.tokens(tokenClass), charge.money(tokenClass).picodollars());
        parts.put(tokenClass.key().replace('_', ' '), sum.bill());
      }
    }
    return parts;
  }

  private List<String> row(String name, Bill charge, Bill total) {
    var cells = new ArrayList<>(List.of(name));
    if (grouping == Grouping.CLASS) {
      cells.add(count(charge.allTokens()));
    } else {
      for (var tokenClass : TokenClass.values()) {
        cells.add(count(charge.tokens(tokenClass)));
      }
    }
    cells.add(FloorSentences.cell(charge, PLACES));
    cells.add(charge.known() ? Sentences.share(charge.total(), total.total()) : "–");
    return cells;
  }

  private static String count(long tokens) {
    return tokens == 0 ? "·" : String.format(Locale.ROOT, "%,d", tokens);
  }
}
