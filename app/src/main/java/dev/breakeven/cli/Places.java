package dev.breakeven.cli;

import dev.breakeven.importer.Input;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where Claude Code keeps its transcripts, and the files there.
final class Places {
  private Places() {}

  /// The folders it may keep them in, whether they exist or not.
  ///
  /// @param environment the environment's variables
  /// @param home the user's folder
  static List<Path> claudeCode(Map<String, String> environment, Path home) {
    String named = environment.getOrDefault("CLAUDE_CONFIG_DIR", "");
    if (!named.isBlank()) {
      return Arrays.stream(named.split(",", -1))
          .map(folder -> Path.of(folder.strip()).resolve("projects"))
          .toList();
    }
    return List.of(home.resolve(".claude/projects"), home.resolve(".config/claude/projects"));
  }

  /// All transcripts in `paths`, each file once, by name. Links are not followed; folders that
  /// cannot be read are left out and named in `unreadable`.
  static List<Input> inputs(List<Path> paths, List<String> unreadable) throws IOException {
    var files = new LinkedHashMap<Path, Path>();
    for (Path path : paths) {
      Files.walkFileTree(
          path.toRealPath(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = file.toString();
              if (attributes.isRegularFile()
                  && (name.endsWith(".jsonl") || name.endsWith(".meta.json"))) {
                files.putIfAbsent(file, file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              unreadable.add(file.toString());
              return FileVisitResult.CONTINUE;
            }
          });
    }
    var inputs = new ArrayList<Input>(files.size());
    files.keySet().stream()
        .sorted()
        .forEach(file ->
            inputs.add(
                new Input(file.toString().replace('\\', '/'), () -> Files.newInputStream(file))));
    return inputs;
  }
}
