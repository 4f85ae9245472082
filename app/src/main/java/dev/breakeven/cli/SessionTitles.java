package dev.breakeven.cli;

import dev.breakeven.audit.SessionRow;
import dev.breakeven.importer.Contents;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What sessions are called: as their log says, else by the first thing that the user asked, for
/// which the log is read once more.
final class SessionTitles {
  /// The largest log that is read once more.
  private static final long MOST = 64L << 20;

  private final Map<String, String> asked = new HashMap<>();

  /// What `row` is called, empty if nothing is known.
  String of(SessionRow row) {
    String title = row.about().title();
    return title.isEmpty() ? asked.computeIfAbsent(row.id(), id -> first(row)) : title;
  }

  /// Nothing, for all.
  static String none(SessionRow row) {
    return "";
  }

  private static String first(SessionRow row) {
    try {
      Path file = Path.of(row.about().file());
      if (!Files.isRegularFile(file) || Files.size(file) > MOST) {
        return "";
      }
      var found = new String[] {""};
      Logs.in(List.of(file), Optional.of(row.about().source()), Contents.KEPT)
          .read(trace -> {
            if (found[0].isEmpty() && row.id().equals(trace.labels().get("session"))) {
              found[0] = first(trace);
            }
          });
      return found[0];
    } catch (IOException | InvalidPathException e) {
      return ""; // the log went away since it was read, or has a name that is no path
    }
  }

  /// The first text of the user that no tool wrote for them.
  private static String first(Trace trace) {
    for (Block block : trace.blocks()) {
      String text = block.text();
      if (block.origin() == Origin.USER && text != null) {
        String line = text.strip();
        if (!line.isEmpty()
            && !line.startsWith("<")
            && !line.startsWith("# AGENTS.md")
            && !line.startsWith("Caveat:")
            && !line.startsWith("Base directory for this skill")) {
          return line;
        }
      }
    }
    return "";
  }
}
