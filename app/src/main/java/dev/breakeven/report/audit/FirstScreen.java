package dev.breakeven.report.audit;

import dev.breakeven.audit.Family;
import dev.breakeven.audit.Finding;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.SessionRow;
import dev.breakeven.pricing.Bill;
import dev.breakeven.report.FloorSentences;
import dev.breakeven.trace.Origin;
import dev.breakeven.unit.Usd;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an audit says first: how much, why, what to do, and which sessions. It fits a terminal of
/// 80 columns and 24 lines where nothing is unusual.
public final class FirstScreen {
  /// How many findings and sessions it tells.
  private static final int FINDINGS = 3;

  /// A blank and four digits.
  private static final int YEAR = 5;

  /// How many sessions it lists.
  public static final int SESSIONS = 5;

  private final Period period;
  private final Function<SessionRow, String> title;
  private final ZoneId zone;
  private final int width;

  /// @param title what a session is called, empty for nothing
  /// @param zone the time zone of its days
  /// @param width the columns a line may have
  public FirstScreen(Period period, Function<SessionRow, String> title, ZoneId zone, int width) {
    this.period = period;
    this.title = title;
    this.zone = zone;
    this.width = width;
  }

  /// All of it, each line ending in a line feed.
  ///
  /// @param remark what is to be said of the logs that were read, empty for nothing
  public String text(String remark) {
    var text = new StringBuilder(head());
    text.append(families(period::family, period.bill(), period.frame(), width));
    text.append(findings());
    if (!period.rows().isEmpty()) {
      text.append('\n').append(new SessionTable(period.rows(), title, zone, width).text(SESSIONS));
    }
    if (!remark.isEmpty()) {
      text.append(Words.wrap(remark, width, "", ""));
    }
    return text.append(
            Words.wrap(
                "Next: audit --session 1 (one session) · --all (everything) · --html page.html",
                width,
                "",
                "  "))
        .toString();
  }

  private String head() {
    var sentences = new ArrayList<String>();
    sentences.add(new AuditSentences(period).first());
    String days = days();
    if (!days.isEmpty()) {
      sentences.add(days);
    }
    sentences.addAll(FloorSentences.of(period.bill()));
    sentences.addAll(new AuditSentences(period).fees());
    long unpriced = period.bill().unpricedCalls();
    if (unpriced > 0) {
      sentences.add("Not priced: " + FindingText.counted(unpriced, "call") + " (--all says why).");
    }
    return Words.wrap(String.join(" ", sentences), width, "", "");
  }

  /// The first and the last day on which a session began.
  private String days() {
    var days =
        period.rows().stream()
            .map(SessionRow::begun)
            .filter(time -> !SessionTable.day(time, zone).equals("-"))
            .sorted()
            .toList();
    if (days.isEmpty()) {
      return "";
    }
    String first = SessionTable.day(days.getFirst(), zone);
    String last = SessionTable.day(days.getLast(), zone);
    if (first.equals(last)) {
      return "Begun on " + first + ".";
    }
    String year = last.substring(last.length() - YEAR);
    String from = first.endsWith(year) ? first.substring(0, first.length() - YEAR) : first;
    return from + " to " + last + ".";
  }

  /// A line with a bar for each family, the largest first, and what of them stands in every prompt.
  /// Sub-agents of which no call is in the log have no amount.
  static String families(
      Function<Family, Usd> parts, Bill bill, Map<Origin, Usd> frame, int width) {
    Usd total = bill.total();
    var order = new ArrayList<>(List.of(Family.values()));
    order.sort((one, other) -> parts.apply(other).compareTo(parts.apply(one)));
    Map<Family, Integer> percent = percent(order, parts, total);
    int name = order.stream().mapToInt(family -> family.words().length()).max().orElse(0);
    int money = total.rounded(2).length();
    int room = Math.clamp(width - 2 - name - 2 - money - 9, 0, 40);
    long most = Math.max(1, parts.apply(order.getFirst()).picodollars());
    var text = new StringBuilder();
    for (Family family : order) {
      Usd part = parts.apply(family);
      boolean unknown = family.unknown(part, bill);
      int bar = (int) Math.round((double) room * Math.max(0, part.picodollars()) / most);
      text.append(
          "  %-{n}s  %{m}s %4s %%  %s"
              .replace("{n}", Integer.toString(name))
              .replace("{m}", Integer.toString(money))
              .formatted(
                  family.words(),
                  unknown ? "–" : part.rounded(2),
                  unknown || total.picodollars() == 0
                      ? "–"
                      : Integer.toString(percent.getOrDefault(family, 0)),
                  unknown ? "not in the log" : "█".repeat(bar))
              .stripTrailing());
      text.append('\n');
      if (family == Family.REREAD) {
        text.append(frame(frame, width));
      }
    }
    return text.toString();
  }

  /// What is read again in every call, on one line. What the log does not hold is called by its
  /// name.
  private static String frame(Map<Origin, Usd> frame, int width) {
    var line = new StringBuilder();
    String unseen = "for system prompt, tools, MCP, CLAUDE.md (not in the log)";
    part(line, width, frame.get(Origin.UNSEEN), unseen);
    if (line.isEmpty()) {
      part(line, width, frame.get(Origin.UNSEEN), "for system prompt and tools, not in the log");
    }
    boolean held = frame.containsKey(Origin.TOOLS);
    part(line, width, frame.get(Origin.TOOLS), "for tool and MCP definitions");
    part(
        line,
        width,
        frame.get(Origin.SYSTEM),
        held ? "for the system prompt" : "for reminders and lists of skills");
    return line.isEmpty() ? "" : line.append('\n').toString();
  }

  private static void part(StringBuilder line, int width, @Nullable Usd usd, String words) {
    String amount = usd == null ? "0.00" : usd.rounded(2);
    String part = (line.isEmpty() ? "    of it " : ", ") + amount + " " + words;
    if (!amount.equals("0.00") && line.length() + part.length() <= width) {
      line.append(part);
    }
  }

  /// Whole percents that sum to 100: what rounding down leaves goes to the largest remainders.
  private static Map<Family, Integer> percent(
      List<Family> order, Function<Family, Usd> parts, Usd total) {
    var percent = new HashMap<Family, Integer>();
    if (total.picodollars() <= 0) {
      return percent;
    }
    int left = 100;
    for (Family family : order) {
      int whole = (int) Math.floor(exact(parts.apply(family), total));
      percent.put(family, whole);
      left -= whole;
    }
    var byRest = new ArrayList<>(order);
    byRest.sort((one, other) ->
        Double.compare(rest(parts.apply(other), total), rest(parts.apply(one), total)));
    for (int i = 0; i < left; i++) {
      percent.merge(byRest.get(i % byRest.size()), 1, Integer::sum);
    }
    return percent;
  }

  private static double exact(Usd part, Usd total) {
    return 100.0 * part.picodollars() / total.picodollars();
  }

  private static double rest(Usd part, Usd total) {
    double exact = exact(part, total);
    return exact - Math.floor(exact);
  }

  private String findings() {
    List<Finding> findings = period.findings();
    if (findings.isEmpty()) {
      return "\nWhat to change: nothing found that would have saved 0.01 USD.\n";
    }
    int more = findings.size() - FINDINGS;
    var text =
        new StringBuilder("\nWhat to change (USD at stake")
            .append(findings.size() == 1 ? "" : "; they overlap")
            .append(more > 0 ? "; " + more + " more with --all)\n" : ")\n");
    int money = findings.getFirst().stake().rounded(2).length();
    Map<String, Integer> numbers = numbers(period);
    for (int i = 0; i < Math.min(FINDINGS, findings.size()); i++) {
      Finding finding = findings.get(i);
      Remedy remedy = Remedies.of(finding, period.version(finding.source()));
      String stake = finding.stake().rounded(2);
      String first = "  " + (i + 1) + "  " + " ".repeat(money - stake.length()) + stake + "  ";
      String others = " ".repeat(first.length());
      text.append(Words.wrap(FindingText.what(finding), width, first, others));
      text.append(
          todo(remedy, finding.kind().level(), FindingText.where(finding, numbers), others));
    }
    return text.toString();
  }

  /// What to do and how that is known; without the call where the line is too short for it.
  private String todo(Remedy remedy, Finding.Level level, List<String> where, String before) {
    for (int parts = where.size(); parts > 0; parts--) {
      String line =
          "%s%s (%s; %s)"
              .formatted(
                  before,
                  remedy.brief(),
                  level.words(),
                  String.join(", ", where.subList(0, parts)));
      if (line.length() <= width) {
        return line + "\n";
      }
    }
    String line = "%s (%s; %s)".formatted(remedy.brief(), level.words(), where.getFirst());
    return Words.wrap(line, width, before, before);
  }

  /// The number of each session in the list of all, by its id.
  static Map<String, Integer> numbers(Period period) {
    var numbers = new HashMap<String, Integer>();
    for (SessionRow row : period.rows()) {
      numbers.putIfAbsent(row.id(), numbers.size() + 1);
    }
    return numbers;
  }
}
