package dev.breakeven.cli;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The traces of one place, each by a name for people.
///
/// @param byName the traces, in the order in which they were read
/// @param health how well they could be read
record NamedTraces(Map<String, Trace> byName, Health health) {
  /// Reads whatever logs `path` holds.
  ///
  /// @throws UserError if there is no trace with a call
  static NamedTraces read(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new UserError("there is no " + path);
    }
    var byName = new LinkedHashMap<String, Trace>();
    Logs logs = Logs.in(List.of(path), Optional.empty(), Contents.MEASURED);
    Health health = logs.read(trace -> byName.put(name(trace, byName), trace));
    if (logs.isEmpty()) {
      throw new UserError("there are no logs in " + path);
    }
    if (byName.isEmpty()) {
      String why = health.broken().isEmpty() ? "" : "; " + String.join("; ", health.broken());
      throw new UserError("expected traces or other logs in " + path + ", found no call" + why);
    }
    return new NamedTraces(byName, health);
  }

  /// The name of the session, or of the file where that is a trial's trace.
  private static String name(Trace trace, Map<String, Trace> taken) {
    var labels = trace.labels();
    String file = labels.getOrDefault("file", "session");
    String name =
        labels.containsKey("trial")
            ? file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.jsonl$", "")
            : labels.getOrDefault("session", file);
    String free = name;
    for (int i = 2; taken.containsKey(free); i++) {
      free = name + " (" + i + ")";
    }
    return free;
  }
}
