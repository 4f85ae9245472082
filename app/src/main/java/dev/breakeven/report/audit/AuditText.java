package dev.breakeven.report.audit;

import dev.breakeven.audit.DearBlock;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.View;
import dev.breakeven.pricing.Bill;
import dev.breakeven.report.TextTable;
import dev.breakeven.unit.Usd;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The audit of a period as text: sentences first, tables after, at most 100 columns.
public final class AuditText {
  private static final int PLACES = 2;
  private static final int ROWS = 12;
  private static final int NAME = 52;
  private static final String SPLIT =
      "Split among blocks whose sizes are estimated; the sum is what the tokens cost:\n";

  private final Period period;

  /// The text of `period`.
  public AuditText(Period period) {
    this.period = period;
  }

  /// Sentences, then a table for each view, the dearest blocks and the balances of delegating.
  public String text() {
    var text = new StringBuilder();
    new AuditSentences(period).all().forEach(sentence -> text.append(sentence).append('\n'));
    for (View view : EnumSet.complementOf(EnumSet.of(View.DAY_MODEL))) {
      var rows = period.by(view);
      if (rows.size() > 1 || view == View.CAUSE) {
        text.append('\n').append(split(view) ? SPLIT : "").append(table(view, rows));
      }
    }
    if (!period.dearest().isEmpty()) {
      text.append("\nThe dearest blocks (sizes estimated)\n").append(dearest());
    }
    if (!period.delegating().isEmpty()) {
      text.append("\nDelegating by session (computed, behaviour held constant)\n")
          .append(delegating());
    }
    return text.toString();
  }

  /// Whether the rows of a view are sums over parts of calls.
  private static boolean split(View view) {
    return switch (view) {
      case CAUSE, TOOL -> true;
      case DAY, DAY_MODEL, PROJECT, MODEL, ROLE, SOURCE -> false;
    };
  }

  private String table(View view, Map<String, Bill> rows) {
    var table = new TextTable(1, List.of(view.key(), "tokens", "USD", "share"));
    var order = view == View.DAY ? List.copyOf(rows.entrySet()).reversed() : dearestFirst(rows);
    var rest = Bill.NONE;
    for (int i = 0; i < order.size(); i++) {
      if (i < ROWS || order.size() == ROWS + 1) {
        table.row(row(order.get(i).getKey(), order.get(i).getValue()));
      } else {
        rest = rest.plus(order.get(i).getValue());
      }
    }
    if (order.size() > ROWS + 1) {
      table.row(row((order.size() - ROWS) + " more", rest));
    }
    return table.text();
  }

  private List<String> row(String name, Bill amount) {
    String tokens =
        amount.allTokens() == 0 ? "·" : String.format(Locale.ROOT, "%,d", amount.allTokens());
    return List.of(end(name), tokens, usd(amount.total()), share(amount.total()));
  }

  private String dearest() {
    var table = new TextTable(2, List.of("block", "first in", "tokens", "prompts", "reads", "USD"));
    for (DearBlock block : period.dearest()) {
      table.row(
          List.of(
              start(block.what(), 30),
              start(block.session(), 8) + " " + start(block.first(), 20),
              String.format(Locale.ROOT, "%,d", block.tokens()),
              Long.toString(block.calls()),
              Long.toString(block.reads()),
              usd(block.cost())));
    }
    return table.text();
  }

  private String delegating() {
    var table = new TextTable(1, List.of("session", "delegations", "USD", "saved USD"));
    period.delegating().stream()
        .sorted(Comparator.comparing(Period.Delegating::cost).reversed())
        .limit(Period.DEAREST)
        .forEach(session ->
            table.row(
                List.of(
                    start(session.session(), 36),
                    Integer.toString(session.delegations()),
                    usd(session.cost()),
                    usd(session.balance()))));
    return table.text();
  }

  private static List<Map.Entry<String, Bill>> dearestFirst(Map<String, Bill> rows) {
    return AuditSentences.dearestFirst(rows);
  }

  private String share(Usd part) {
    long whole = period.bill().total().picodollars();
    return whole == 0
        ? "–"
        : String.format(Locale.ROOT, "%.1f %%", 100.0 * part.picodollars() / whole);
  }

  private static String usd(Usd amount) {
    return amount.rounded(PLACES);
  }

  private static String start(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private static String end(String text) {
    return text.length() <= NAME ? text : "…" + text.substring(text.length() - NAME + 1);
  }
}
