package dev.breakeven.report.audit;

import dev.breakeven.audit.Period;
import dev.breakeven.audit.SessionRow;
import java.time.ZoneId;
import java.util.function.Function;

/// One session of an audit: what it was, what it cost and why, and what to do.
public final class SessionScreen {
  private final SessionRow row;
  private final Period period;
  private final Function<SessionRow, String> title;
  private final ZoneId zone;
  private final int width;

  /// @param row the session in the list of all
  /// @param period nothing but that session
  /// @param title what a session is called, empty for nothing
  /// @param zone the time zone of its days
  /// @param width the columns a line may have
  public SessionScreen(
      SessionRow row, Period period, Function<SessionRow, String> title, ZoneId zone, int width) {
    this.row = row;
    this.period = period;
    this.title = title;
    this.zone = zone;
    this.width = width;
  }

  /// All of it, each line ending in a line feed.
  public String text() {
    var text = new StringBuilder();
    String name = title.apply(row);
    if (!name.isEmpty()) {
      text.append(Words.wrap("“" + Words.cut(name, 3 * width) + "”", width, "", ""));
    }
    var about = row.about();
    String version = about.version().isEmpty() ? "" : " " + about.version();
    text.append(
        Words.wrap(
            "Session %s of %s%s in %s, begun on %s, %,d minutes, mostly %s."
                .formatted(
                    row.id(),
                    about.source(),
                    version,
                    about.project(),
                    SessionTable.day(row.begun(), zone),
                    row.worked().toMinutes(),
                    about.model()),
            width,
            "",
            ""));
    text.append(new AuditText(period, title, zone).session(width));
    if (!about.file().isEmpty()) {
      text.append('\n').append(Words.wrap("Next: explain " + about.file(), width, "", "  "));
    }
    return text.toString();
  }
}
