package dev.breakeven.report.audit;

import dev.breakeven.audit.DearBlock;
import dev.breakeven.audit.Finding;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.SessionRow;
import dev.breakeven.audit.View;
import dev.breakeven.pricing.Bill;
import dev.breakeven.report.DelegatingSentences;
import dev.breakeven.report.FloorSentences;
import dev.breakeven.report.TextTable;
import dev.breakeven.unit.Usd;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// All of the audit of a period as text: findings and tables, in lines of at most 100 columns where
/// no name is longer.
public final class AuditText {
  private static final int PLACES = 2;
  private static final int ROWS = 12;
  private static final int NAME = 64;
  private static final int COLUMNS = 100;
  private static final int SESSIONS = 50;
  private static final String NOT_IN_LOG = "system prompt, tools, CLAUDE.md (not in the log)";
  private static final String SPLIT =
      "Split among blocks whose sizes are estimated; the sum is what the tokens cost:\n";

  private final Period period;
  private final Function<SessionRow, String> title;
  private final ZoneId zone;

  /// The text of `period`.
  ///
  /// @param title what a session is called, empty for nothing
  /// @param zone the time zone of its days
  public AuditText(Period period, Function<SessionRow, String> title, ZoneId zone) {
    this.period = period;
    this.title = title;
    this.zone = zone;
  }

  private String findings(int columns) {
    if (period.findings().isEmpty()) {
      return "\nWhat to change: nothing found that would have saved 0.01 USD.\n";
    }
    var text = new StringBuilder("\nWhat to change: USD at stake at list prices; they overlap\n");
    var numbers = FirstScreen.numbers(period);
    for (Finding finding : period.findings()) {
      Remedy remedy = Remedies.of(finding, period.version(finding.source()));
      text.append(FindingText.whole(finding, remedy, numbers, columns));
    }
    return text.toString();
  }

  /// Sentences, families, findings and sessions, then a table for each view, the dearest blocks and
  /// the balances of delegating.
  public String text() {
    var text = new StringBuilder();
    new AuditSentences(period).all().forEach(sentence -> text.append(sentence).append('\n'));
    text.append(families(COLUMNS))
        .append(findings(COLUMNS))
        .append("\nSessions, the most expensive first\n")
        .append(new SessionTable(period.rows(), title, zone, COLUMNS).text(SESSIONS));
    for (View view : EnumSet.complementOf(EnumSet.of(View.DAY_MODEL))) {
      text.append(table(view));
    }
    return text.append(blocks()).append(delegations()).toString();
  }

  /// The same of one session, without what is for many.
  ///
  /// @param columns the columns a sentence may have
  String session(int columns) {
    var text = new StringBuilder();
    var sentences = new AuditSentences(period);
    sentences.spending().forEach(sentence -> text.append(Words.wrap(sentence, columns, "", "")));
    sentences.unpriced().forEach(sentence -> text.append(Words.wrap(sentence, columns, "", "")));
    text.append(families(columns)).append(findings(columns)).append(table(View.CAUSE));
    for (View view : List.of(View.MODEL, View.ROLE, View.TOOL)) {
      text.append(table(view));
    }
    return text.append(blocks()).append(delegations()).toString();
  }

  private String families(int columns) {
    return "\n" + FirstScreen.families(period::family, period.bill(), period.frame(), columns);
  }

  private String table(View view) {
    var rows = period.by(view);
    return rows.size() > 1 || view == View.CAUSE
        ? "\n" + (split(view) ? SPLIT : "") + table(view, rows)
        : "";
  }

  private String blocks() {
    return period.dearest().isEmpty()
        ? ""
        : "\nThe most expensive blocks (sizes estimated)\n" + dearest();
  }

  private String delegations() {
    return period.delegating().isEmpty()
        ? ""
        : "\nDelegating by session. It paid if working alone would have taken so many calls"
            + " (modelled);\nhow many it would have taken is not in the log.\n"
            + delegating();
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
    return List.of(end(named(name)), tokens, FloorSentences.cell(amount, PLACES), share(amount));
  }

  /// What a log does not hold is called by its name.
  static String named(String row) {
    return row.replace("content not on file", NOT_IN_LOG);
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
    var table =
        new TextTable(
            1, List.of("session", "delegations", "session USD", "executor calls", "paid from"));
    period.delegating().stream()
        .sorted(
            Comparator.comparing((Period.Delegating session) -> session.cost().total()).reversed())
        .limit(Period.DEAREST)
        .forEach(session -> table.row(delegating(session)));
    return table.text()
        + DelegatingSentences.unlogged(period.unlogged()).map(said -> said + "\n").orElse("");
  }

  private static List<String> delegating(Period.Delegating session) {
    var threshold = session.threshold();
    return List.of(
        start(session.session(), 36),
        Long.toString(threshold.delegations()),
        FloorSentences.cell(session.cost(), PLACES),
        threshold.weighed().map(weighed -> Long.toString(weighed.executorCalls())).orElse("–"),
        DelegatingSentences.paysFrom(threshold.weighed().map(weighed -> weighed.calls())));
  }

  private static List<Map.Entry<String, Bill>> dearestFirst(Map<String, Bill> rows) {
    return AuditSentences.dearestFirst(rows);
  }

  private String share(Bill part) {
    return part.known() ? AuditSentences.share(part.total(), period.bill().total()) : "–";
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
