package dev.breakeven.report.audit;

import dev.breakeven.audit.SessionRow;
import dev.breakeven.report.FloorSentences;
import dev.breakeven.unit.Usd;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The most expensive sessions as lines of a given width, each under its number.
final class SessionTable {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final int LEAST_TITLE = 8;
  private static final int WIDE = 100;

  private final List<SessionRow> rows;
  private final Function<SessionRow, String> title;
  private final ZoneId zone;
  private final int width;

  /// @param rows the most expensive first
  /// @param title what a session is called, empty for nothing
  /// @param zone the time zone of its days
  /// @param width the columns a line may have
  SessionTable(List<SessionRow> rows, Function<SessionRow, String> title, ZoneId zone, int width) {
    this.rows = rows;
    this.title = title;
    this.zone = zone;
    this.width = width;
  }

  /// A line of heads and one for each of the first `most` sessions.
  String text(int most) {
    List<SessionRow> shown = rows.subList(0, Math.min(most, rows.size()));
    int project = width < WIDE ? 12 : 24;
    int model = width < WIDE ? 10 : 20;
    int number = Integer.toString(shown.size()).length() + 1;
    int money = shown.stream().mapToInt(row -> money(row).length()).max().orElse(4);
    money = Math.max(money, 4);
    int fixed = number + 1 + 11 + 1 + project + 1 + 4 + 1 + model + 1 + money + 1 + 4;
    int left = width - fixed - 1;
    int name = left >= LEAST_TITLE ? left : 0;
    var text = new StringBuilder();
    String heads =
        "%s %s%s %4s %s %s %s"
            .formatted(
                left("Most expensive", number + 12),
                left("project", project),
                name == 0 ? "" : " " + left("session", name),
                "min",
                left("model", model),
                right("USD", money),
                right("sub%", 4));
    text.append(heads.stripTrailing()).append('\n');
    for (int i = 0; i < shown.size(); i++) {
      SessionRow row = shown.get(i);
      String line =
          "%s %s %s%s %4s %s %s %s"
              .formatted(
                  right(Integer.toString(i + 1), number),
                  right(day(row.begun(), zone), 11),
                  left(folder(row.about().project()), project),
                  name == 0 ? "" : " " + left(title.apply(row), name),
                  row.worked().isZero() ? "-" : Long.toString(row.worked().toMinutes()),
                  left(model(row.about().model()), model),
                  right(money(row), money),
                  right(
                      row.subAgentsUnknown() ? "?" : share(row.subAgents(), row.bill().total()),
                      4));
      text.append(line.stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String money(SessionRow row) {
    return FloorSentences.cell(row.bill(), 2);
  }

  /// The day of `time`, in words; a dash where there is none.
  static String day(Instant time, ZoneId zone) {
    boolean known = time.isAfter(Instant.EPOCH) && time.isBefore(Instant.MAX);
    return known ? DAY.format(time.atZone(zone)) : "-";
  }

  /// The last part of a folder's name, of whatever system.
  static String folder(String project) {
    String path = project.replace('\\', '/');
    while (path.endsWith("/") && path.length() > 1) {
      path = path.substring(0, path.length() - 1);
    }
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// A model's id without the vendor and the day it is of.
  static String model(String id) {
    String name = id.startsWith("claude-") ? id.substring("claude-".length()) : id;
    return name.replaceFirst("-20\\d{6}$", "");
  }

  /// `part` of `whole` in whole percent; a dash for nothing.
  static String share(Usd part, Usd whole) {
    return whole.picodollars() == 0 || part.picodollars() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.0f", 100.0 * part.picodollars() / whole.picodollars());
  }

  private static String left(String text, int columns) {
    String cut = Words.cut(text, columns);
    return cut + " ".repeat(columns - cut.length());
  }

  private static String right(String text, int columns) {
    String cut = Words.cut(text, columns);
    return " ".repeat(columns - cut.length()) + cut;
  }
}
