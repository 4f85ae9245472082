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
import java.util.regex.Pattern;

/// Where tools keep their logs, and the files there.
final class Places {
  private Places() {}

  /// Files that may be logs.
  private static final Pattern LOGS = Pattern.compile(".*\\.(jsonl|json|eval|traj|csv|ndjson)");

  private static final String OPENCODE = "opencode.db";

  /// The places where Claude Code, Codex and opencode keep theirs, whether they exist or not.
  ///
  /// @param environment the environment's variables
  /// @param home the user's folder
  static List<Path> standard(Map<String, String> environment, Path home) {
    var places = new ArrayList<>(claudeCode(environment, home));
    String codex = environment.getOrDefault("CODEX_HOME", "");
    places.add((codex.isBlank() ? home.resolve(".codex") : Path.of(codex)).resolve("sessions"));
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    places.add(
        (data.isBlank() ? home.resolve(".local/share") : Path.of(data))
            .resolve("opencode")
            .resolve(OPENCODE));
    return places;
  }

  /// The folders in which Claude Code may keep them, whether they exist or not.
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

  /// All logs in `paths`, each file once, by name. Links are not followed; folders that cannot be
  /// read are left out and named in `unreadable`.
  static List<Input> inputs(List<Path> paths, List<String> unreadable) throws IOException {
    var files = new LinkedHashMap<Path, Path>();
    for (Path path : paths) {
      Files.walkFileTree(
          path.toRealPath(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = String.valueOf(file.getFileName());
              if (attributes.isRegularFile()
                  && (LOGS.matcher(name).matches() || name.equals(OPENCODE))) {
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
        .forEach(file -> {
          if (file.endsWith(OPENCODE)) {
            inputs.addAll(OpencodeStore.inputs(file));
          } else {
            String name = file.toString().replace('\\', '/');
            inputs.add(new Input(name, () -> Files.newInputStream(file)));
          }
        });
    return inputs;
  }
}
