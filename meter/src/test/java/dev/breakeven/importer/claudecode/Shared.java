package dev.breakeven.importer.claudecode;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.breakeven.importer.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Real transcripts beside the project, which not everyone has; tests that need them are skipped
/// visibly without them.
final class Shared {
  static final Path TRACES = Path.of("..", "..", "shared", "data", "traces", "claude-code");
  static final Path CLIENTS = Path.of("..", "..", "shared", "data", "clients");

  private Shared() {}

  static void require(Path folder) {
    assumeThat(Files.isDirectory(folder))
        .as("sessions in " + folder + ", which are no part of the project")
        .isTrue();
  }

  /// All transcripts under `folder`, by name.
  static List<Input> under(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".jsonl") || file.toString().endsWith(".json"))
          .sorted()
          .map(file -> input(folder, file))
          .toList();
    }
  }

  static Input input(Path root, Path file) {
    String name = root.relativize(file).toString().replace('\\', '/');
    return new Input(name, () -> Files.newInputStream(file));
  }
}
