package dev.breakeven.cli;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.logs.Importers;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Where tools keep their logs, and the files there.
final class LogPlaces {
  private LogPlaces() {}

  /// How the names of files end that may be logs.
  private static final Set<String> ENDINGS =
      Set.of(".jsonl", ".json", ".eval", ".traj", ".csv", ".ndjson");

  /// How the names of files end that may be a tool's store.
  private static final Set<String> STORES = Set.of(".db", ".sqlite", ".sqlite3");

  /// The folder of a run's traces within the run's.
  private static final String TRACES = "traces";

  /// The user's folder as the tools find it: `HOME`, and what the system says where that is not
  /// set.
  static Path home(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
  }

  /// The places where tools keep their logs by themselves, whether they exist or not.
  ///
  /// @param environment the environment's variables
  /// @param home the user's folder
  static List<Path> standard(Map<String, String> environment, Path home) {
    return Importers.all(Contents.MEASURED).stream()
        .flatMap(importer -> importer.places(environment, home).stream())
        .flatMap(place -> Stream.concat(Stream.of(place), siblings(place).stream()))
        .toList();
  }

  /// The stores beside `place` that its tool keeps for other channels: `x-beta.db` beside `x.db`.
  private static List<Path> siblings(Path place) {
    String name = String.valueOf(place.getFileName());
    Path folder = place.getParent();
    if (folder == null || !STORES.contains(ending(name)) || !Files.isDirectory(folder)) {
      return List.of();
    }
    String stem = name.substring(0, name.length() - ending(name).length()) + "-";
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> {
            String other = String.valueOf(file.getFileName());
            return other.startsWith(stem) && other.endsWith(ending(name));
          })
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(); // the place itself will tell that it cannot be read
    }
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  private static boolean isStore(Path file) {
    return STORES.contains(ending(file.toString()));
  }

  private static boolean isLog(Path file) {
    return ENDINGS.contains(ending(Compressed.name(file))) || isStore(file);
  }

  private static void passedOver(Path file, String what, HealthLog health) {
    health.count(Count.PASSED_OVER);
    health.note(file.toString(), "expected a log, got " + what);
  }

  /// All logs in `paths`, each file once, by name: those in a folder, and where a file is named
  /// what belongs to it too. A run's folder stands for its traces. Of links those that stand
  /// directly in a folder that is named are followed, into folders; further links are not, and what
  /// is neither file nor folder is not opened: it might never end. Both are named in `health`, and
  /// so is what cannot be read.
  static List<Input> inputs(List<Path> paths, HealthLog health) throws IOException {
    var finder = new Finder(health);
    for (Path path : paths) {
      Path root = path.toRealPath();
      if (Files.isDirectory(root)) {
        finder.folder(isRun(root) ? root.resolve(TRACES) : root);
      } else {
        finder.walk(root);
        for (Importer importer : Importers.all(Contents.MEASURED)) {
          for (Path companion : importer.companions(root)) {
            if (Files.exists(companion)) {
              finder.walk(companion.toRealPath());
            }
          }
        }
      }
    }
    return inputs(finder.files, health);
  }

  private static boolean isRun(Path folder) {
    return Files.isDirectory(folder.resolve(TRACES))
        && Files.exists(folder.resolve(StudyRun.LEDGER));
  }

  /// Walks over places and takes down the logs there.
  private static final class Finder extends SimpleFileVisitor<Path> {
    private final SortedSet<Path> files = new TreeSet<>();
    private final Set<Path> walked = new HashSet<>();
    private final HealthLog health;
    private Path root = Path.of("");

    /// The folder whose links are followed.
    private Path named = Path.of("");

    private Finder(HealthLog health) {
      this.health = health;
    }

    /// Walks over `folder`, and over the folders that links directly in it lead to.
    private void folder(Path folder) throws IOException {
      named = folder;
      walk(folder);
      named = Path.of("");
      var linked = new ArrayList<Path>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          if (Files.isSymbolicLink(entry) && Files.isDirectory(entry)) {
            linked.add(entry.toRealPath());
          }
        }
      }
      for (Path target : linked) {
        if (!target.startsWith(folder) && !folder.startsWith(target)) {
          walk(target);
        }
      }
    }

    private void walk(Path place) throws IOException {
      if (walked.add(place)) {
        root = place;
        Files.walkFileTree(place, this);
      }
    }

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
        if (log || (Files.isDirectory(file) && !named.equals(file.getParent()))) {
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
  }

  private static List<Input> inputs(SortedSet<Path> files, HealthLog health) {
    var inputs = new ArrayList<Input>(files.size());
    for (Path file : files) {
      if (isStore(file)) {
        inputs.addAll(store(file, health));
      } else {
        inputs.add(new Input(Compressed.name(file), () -> Compressed.open(file)));
      }
    }
    return inputs;
  }

  /// The rows of a tool's store, which is known by its tables.
  private static List<Input> store(Path file, HealthLog health) {
    try {
      List<Input> rows = OpencodeStore.inputs(file);
      if (rows.isEmpty()) {
        passedOver(file, "a database without the tables of a store that is known", health);
      }
      return rows;
    } catch (IOException e) {
      health.count(Count.UNREADABLE);
      health.broken(file.toString(), "could not be read: " + e.getMessage());
      return List.of();
    }
  }
}
