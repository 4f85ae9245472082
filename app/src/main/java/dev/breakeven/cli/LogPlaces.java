package dev.breakeven.cli;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Input;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Where tools keep their logs, and the files there.
final class LogPlaces {
  private LogPlaces() {}

  /// How the names of files end that may be logs.
  private static final Set<String> ENDINGS =
      Set.of(".jsonl", ".json", ".eval", ".traj", ".csv", ".ndjson");

  private static final String OPENCODE = "opencode.db";

  /// The user's folder as the tools find it: `HOME`, and what the system says where that is not
  /// set.
  static Path home(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
  }

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

  private static boolean isLog(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return (dot >= 0 && ENDINGS.contains(name.substring(dot))) || name.equals(OPENCODE);
  }

  private static void passedOver(Path file, String what, HealthLog health) {
    health.count(Count.PASSED_OVER);
    health.broken(file.toString(), "expected a log, got " + what);
  }

  /// All logs in `paths`, each file once, by name. Links within them are not followed, and what is
  /// neither file nor folder is not opened: it might never end. Both are named in `health`, and so
  /// is what cannot be read.
  static List<Input> inputs(List<Path> paths, HealthLog health) throws IOException {
    var files = new TreeSet<Path>();
    for (Path path : paths) {
      Path root = path.toRealPath();
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              boolean log = isLog(file);
              if (attributes.isRegularFile()) {
                if (log) {
                  files.add(file);
                } else if (file.equals(root)) {
                  passedOver(file, "a file whose name is no log's", health);
                }
              } else if (attributes.isSymbolicLink()) {
                if (log || Files.isDirectory(file)) {
                  passedOver(file, "a link, which is not followed", health);
                }
              } else if (log || file.equals(root)) {
                passedOver(file, "no file that ends", health);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              health.count(Count.UNREADABLE);
              health.broken(file.toString(), "could not be read: " + e);
              return FileVisitResult.CONTINUE;
            }
          });
    }
    var inputs = new ArrayList<Input>(files.size());
    for (Path file : files) {
      if (file.endsWith(OPENCODE)) {
        inputs.addAll(OpencodeStore.inputs(file));
      } else {
        String name = file.toString().replace('\\', '/');
        // A stream of Files takes 50 ms of CPU more for each GiB.
        inputs.add(new Input(name, () -> new FileInputStream(file.toFile())));
      }
    }
    return inputs;
  }
}
