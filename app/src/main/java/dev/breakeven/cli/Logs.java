package dev.breakeven.cli;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.logs.Importers;
import dev.breakeven.importer.logs.SortedLogs;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The logs at the places that a user names, whatever tools wrote them: the one way from files to
/// traces for all commands.
final class Logs {
  private final SortedLogs sorted;
  private final HealthLog passed;
  private final boolean none;

  private Logs(SortedLogs sorted, HealthLog passed, boolean none) {
    this.sorted = sorted;
    this.passed = passed;
    this.none = none;
  }

  /// Finds the logs in `places`; those that are not there hold none.
  ///
  /// @param tool the only tool whose logs count, empty for all
  /// @param contents what is to be kept of their contents
  static Logs in(List<Path> places, Optional<String> tool, Contents contents) throws IOException {
    var there = new ArrayList<>(places);
    there.removeIf(path -> !Files.exists(path));
    var passed = new HealthLog();
    List<Input> inputs = LogPlaces.inputs(there, passed);
    SortedLogs sorted = SortedLogs.of(inputs, tool, contents);
    for (String name : sorted.strange()) {
      passed.count(Count.NOT_RECOGNISED);
      passed.note(name, "expected a log of a tool that is known");
    }
    return new Logs(sorted, passed, inputs.isEmpty());
  }

  /// The tool of that name, if one is asked for.
  ///
  /// @throws UserError if there is none
  static Optional<String> tool(@Nullable String name) {
    List<String> tools = Importers.tools();
    if (name != null && !tools.contains(name)) {
      throw new UserError("expected --tool to be one of " + tools + ", got " + name);
    }
    return Optional.ofNullable(name);
  }

  /// Whether no file was found that could be a log.
  boolean isEmpty() {
    return none;
  }

  /// Hands what `work` makes of each trace to `taker`, and says how well all could be read.
  ///
  /// @param work may be done by several threads at once, and twice for a trace
  <T> Health read(Function<Trace, T> work, Consumer<T> taker) {
    return sorted.read(work, taker).plus(passed.health());
  }

  /// Hands each trace to `taker`, and says how well all could be read.
  Health read(Consumer<Trace> taker) {
    return read(trace -> trace, taker);
  }
}
