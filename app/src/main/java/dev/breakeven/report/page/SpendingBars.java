package dev.breakeven.report.page;

import dev.breakeven.audit.Period;
import dev.breakeven.audit.View;
import dev.breakeven.pricing.Bill;
import dev.breakeven.report.FloorSentences;
import dev.breakeven.report.audit.AuditSentences;
import dev.breakeven.report.chart.Axis;
import dev.breakeven.report.chart.Bars;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.report.page.Table.Cell;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a period's money went into, as bars and as tables.
record SpendingBars(Period period) {
  private static final long FINE_BELOW = 100_000_000_000_000L;
  private static final String UNPRICED = "no price";
  private static final int FINE = 4;
  private static final int COARSE = 2;
  private static final int BARS = 12;
  private static final int NAME = 23;
  private static final double NAMES = 168;
  private static final double ROOM = 1.02;

  /// A row of a view.
  record Row(String name, Bill amount) {}

  /// The rows of `view`, the dearest first.
  List<Row> rows(View view) {
    return AuditSentences.dearestFirst(period.by(view)).stream()
        .map(entry -> new Row(entry.getKey(), entry.getValue()))
        .toList();
  }

  Usd total() {
    return period.bill().total();
  }

  /// Dollars without their unit, with four decimals where the period cost less than 100 USD and two
  /// where it cost more.
  String usd(Usd amount) {
    int places = total().picodollars() < FINE_BELOW ? FINE : COARSE;
    String digits = String.format(Locale.ROOT, "%,." + places + "f", amount.dollars().abs());
    boolean nothing = digits.chars().allMatch(c -> c == '0' || c == '.');
    return amount.picodollars() < 0 && !nothing ? "−" + digits : digits;
  }

  Cell cell(Bill amount) {
    return amount.known()
        ? Cell.of(least(amount) + usd(amount.total()), amount.total().dollars().doubleValue())
        : Cell.of(UNPRICED, 0);
  }

  Cell cell(Usd amount) {
    return Cell.of(usd(amount), amount.dollars().doubleValue());
  }

  String share(Usd part) {
    return AuditSentences.share(part, total());
  }

  Cell shareCell(Usd part) {
    return Cell.of(share(part), part.dollars().doubleValue());
  }

  /// Bars for the dearest rows, the rest as one, with all rows as a table.
  Panel panel(String title, String head, List<Row> rows, String mark) {
    return new Panel(
        bars(title, rows, mark), List.of(table(title + ". At list prices.", head, rows)));
  }

  /// Bars for the dearest rows, the rest as one.
  String bars(String title, List<Row> rows, String mark) {
    double most = rows.stream().mapToDouble(row -> dollars(row.amount())).max().orElse(0);
    var bars = new ArrayList<Bars.Bar>();
    var rest = Bill.NONE;
    int shown = rows.size() <= BARS + 1 ? rows.size() : BARS;
    for (int i = 0; i < rows.size(); i++) {
      if (i < shown) {
        bars.add(bar(rows.get(i).name(), rows.get(i).amount(), mark));
      } else {
        rest = rest.plus(rows.get(i).amount());
      }
    }
    if (shown < rows.size()) {
      bars.add(bar((rows.size() - shown) + " more", rest, mark));
      most = Math.max(most, dollars(rest));
    }
    double reach = most > 0 ? most * ROOM : 1;
    return new Bars(title, new Axis("USD", 0, reach, PageNumbers::axis), NAMES).svg(bars);
  }

  private Bars.Bar bar(String name, Bill amount, String mark) {
    var part =
        new Bars.Part(
            dollars(amount),
            mark,
            amount.known()
                ? "%s: %s USD, %s".formatted(name, usd(amount.total()), share(amount.total()))
                : name + ": " + UNPRICED);
    var figure = amount.known() ? least(amount) + usd(amount.total()) : UNPRICED;
    return new Bars.Bar(label(name), List.of(part), null, figure);
  }

  /// Stands before an amount of which part has no price.
  private static String least(Bill amount) {
    return amount.complete() ? "" : "≥ ";
  }

  /// `at least ` where the period's bill is a floor.
  String atLeast() {
    return FloorSentences.atLeast(period.bill());
  }

  private static double dollars(Bill amount) {
    return amount.total().dollars().doubleValue();
  }

  /// A name as long as there is room for beside a bar: of a folder the end, of others the
  /// beginning.
  static String label(String cause) {
    String name =
        cause
            .replace("re-writes after expiry, ", "expired, ")
            .replace("re-writes, ", "lost: ")
            .replace("new content: ", "new: ")
            .replace("re-reads of ", "re-read: ")
            .replace("content not on file", "not on file");
    boolean folder = name.startsWith("/") || name.contains(":\\");
    return name.length() > NAME && folder
        ? "…" + name.substring(name.length() - NAME + 1)
        : PageNumbers.shorten(name, NAME);
  }

  /// All `rows`.
  Table table(String caption, String head, List<Row> rows) {
    var cells = new ArrayList<List<Cell>>();
    for (Row row : rows) {
      var amount = row.amount();
      cells.add(
          List.of(
              Cell.of(row.name()),
              amount.allTokens() == 0 ? Cell.of("–", 0) : Cell.of(amount.allTokens()),
              cell(amount),
              amount.known() ? shareCell(amount.total()) : Cell.of(PageNumbers.NONE, 0)));
    }
    return new Table(
        caption, Table.columns(List.of(head), List.of("tokens", "USD", "share")), cells);
  }
}
