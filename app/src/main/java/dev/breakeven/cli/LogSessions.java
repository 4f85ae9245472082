package dev.breakeven.cli;

import dev.breakeven.importer.Health;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads every session that paths name, whoever's log it is: a run's traces too.
final class LogSessions {
  private LogSessions() {}

  /// Reads them.
  ///
  /// @param paths logs, folders of them, or runs
  /// @param look what is taken from a session, by several threads at once
  /// @param add where that goes, one after the other
  /// @return how well they could be read
  /// @throws UserError if a path does not exist
  static <T> Health read(List<Path> paths, Function<Trace, T> look, Consumer<T> add)
      throws IOException {
    var places = new ArrayList<Path>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new UserError("there is no " + path);
      }
      Path traces = path.resolve("traces");
      places.add(Files.isDirectory(traces) ? traces : path);
    }
    var passed = new HealthLog();
    var logs = ToolLogs.of(LogPlaces.inputs(places, passed), java.util.Optional.empty());
    Health health = ToolLogs.CLAUDE_CODE.read(logs.claudeCode(), look, add);
    for (var other : logs.others().entrySet()) {
      health =
          health.plus(
              other.getKey().read(other.getValue(), trace -> add.accept(look.apply(trace))));
    }
    return health.plus(passed.health());
  }
}
