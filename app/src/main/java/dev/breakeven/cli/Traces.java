package dev.breakeven.cli;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.claudecode.ClaudeCode;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Traces as a user names them: one of ours, those of a run, or what Claude Code wrote.
///
/// @param byName each trace by a name for people, in order
/// @param health how well other tools' logs could be read; empty for our own traces
record Traces(Map<String, Trace> byName, Optional<Health> health) {
  private static final String OURS = "{\"type\":\"trace\"";

  /// Reads what `path` names: a trace or transcript, a run's folder, or a folder of transcripts.
  static Traces read(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new UserError("there is no " + path);
    }
    if (Files.isDirectory(path.resolve("traces"))) {
      return ours(files(path.resolve("traces")));
    }
    if (Files.isDirectory(path)) {
      return transcripts(path, files(path));
    }
    if (isOurs(path)) {
      return ours(List.of(path));
    }
    var folder = path.toAbsolutePath().normalize().getParent();
    return transcripts(folder == null ? path : folder, withSubAgents(path));
  }

  /// A transcript, and the files of its sub-agents: in a folder of its name, since Claude Code 2.1.
  private static List<Path> withSubAgents(Path transcript) throws IOException {
    var own = Path.of(transcript.toString().replaceFirst("\\.jsonl$", ""));
    if (!Files.isDirectory(own)) {
      return List.of(transcript);
    }
    return Stream.concat(Stream.of(transcript), files(own).stream()).toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      var found =
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.toString().matches(".*(\\.jsonl|\\.meta\\.json)"))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new UserError("there are no traces (*.jsonl) in " + folder);
      }
      return found;
    }
  }

  private static boolean isOurs(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(OURS.length()), StandardCharsets.UTF_8).equals(OURS);
    }
  }

  private static Traces ours(List<Path> files) throws IOException {
    var byName = new LinkedHashMap<String, Trace>();
    for (var file : files) {
      try (var reader = Files.newBufferedReader(file)) {
        byName.put(name(file), TraceReader.scan(reader, file.toString()).trace());
      } catch (IllegalArgumentException e) {
        throw new UserError(String.valueOf(e.getMessage()), e);
      }
    }
    return new Traces(byName, Optional.empty());
  }

  private static Traces transcripts(Path root, List<Path> files) {
    var inputs =
        files.stream()
            .map(file ->
                new Input(
                    root.toAbsolutePath().relativize(file.toAbsolutePath()).toString(),
                    () -> Files.newInputStream(file)))
            .toList();
    var byName = new LinkedHashMap<String, Trace>();
    var health =
        new ClaudeCode(Contents.KEPT)
            .read(
                inputs,
                trace -> {
                  if (!trace.calls().isEmpty()) {
                    byName.put(trace.labels().getOrDefault("session", "session"), trace);
                  }
                });
    if (byName.isEmpty()) {
      throw new UserError(
          "expected traces of Breakeven or transcripts of Claude Code in "
              + root
              + ", found no call in "
              + files.size()
              + " files");
    }
    return new Traces(byName, Optional.of(health));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.jsonl$", "");
  }
}
