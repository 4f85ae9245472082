package dev.breakeven.generate;

import dev.breakeven.task.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Where a Python repository keeps what.
///
/// @param sources packages and modules, as paths, the one named like the project first
/// @param tests folders and files of tests, as paths; empty if there are none
record PythonLayout(List<String> sources, List<String> tests) {
  private static final List<String> ROOTS = List.of("src", "lib", "python", "");
  private static final List<String> TESTS = List.of("tests", "test", "testing");

  /// Folders at a root that hold no program.
  private static final Set<String> BESIDE =
      Set.of(
          "tests",
          "test",
          "testing",
          "doc",
          "docs",
          "example",
          "examples",
          "bench",
          "benchmark",
          "benchmarks",
          "benchmarking",
          "asv_bench",
          "tasks",
          "scripts",
          "tools",
          "build",
          "dist",
          "ci",
          "utils",
          "fuzz",
          "fuzzer",
          "fuzzing",
          "profiler",
          "requirements",
          "samples",
          "demo",
          "demos",
          "node_modules",
          "venv",
          "vendor",
          "docs_src");

  /// Modules at a root that are no program.
  private static final Set<String> SCRIPTS =
      Set.of(
          "setup",
          "conftest",
          "noxfile",
          "tasks",
          "conf",
          "versioneer",
          "fabfile",
          "manage",
          "dodo",
          "build");

  /// Takes immutable copies.
  PythonLayout {
    sources = List.copyOf(sources);
    tests = List.copyOf(tests);
  }

  /// Looks at a repository.
  ///
  /// @throws IllegalArgumentException if it has no package and no module
  static PythonLayout of(Path base, Layout layout) {
    PythonSettings settings = new PythonSettings(base);
    List<String> sources = layout.sources().isEmpty() ? sources(base, settings) : layout.sources();
    if (sources.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a Python package or module at the root, under src, lib or python, found none;"
              + " name its folder with --sources");
    }
    for (String path : Stream.concat(sources.stream(), layout.tests().stream()).toList()) {
      if (!Files.exists(base.resolve(path))) {
        throw new IllegalArgumentException(
            "expected a folder or file of the repository, got " + path + ", which is not there");
      }
    }
    return new PythonLayout(
        sources, layout.tests().isEmpty() ? tests(base, sources, settings) : layout.tests());
  }

  /// The folder from which the first package is imported, empty for the root.
  String root() {
    String first = sources.getFirst();
    return first.contains("/") ? first.substring(0, first.lastIndexOf('/')) : "";
  }

  private static List<String> sources(Path base, PythonSettings settings) {
    String wanted = plain(settings.name());
    for (String root : ROOTS) {
      List<String> found = new ArrayList<>(packages(base, root, wanted));
      if (found.isEmpty()) {
        found.addAll(modules(base, root, wanted));
      }
      if (root.isEmpty() || !found.isEmpty()) {
        if (found.isEmpty() || found.stream().noneMatch(path -> named(path, wanted))) {
          found.addAll(
              modules(base, root, wanted).stream()
                  .filter(path -> named(path, wanted) && !found.contains(path))
                  .toList());
        }
        found.sort(
            Comparator.comparingLong((String path) -> -weight(base, path, wanted))
                .thenComparing(path -> path));
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return List.of();
  }

  private static boolean named(String path, String wanted) {
    return !wanted.isEmpty() && plain(path.replaceFirst("^.*/", "")).equals(wanted);
  }

  private static String plain(String name) {
    return name.replaceFirst("\\.py$", "").toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "_");
  }

  /// How many files a package has; the name of the project is worth a few times as many, for a
  /// package may bear it and do no more than name what another one holds.
  private static long weight(Path base, String path, String wanted) {
    Path folder = base.resolve(path);
    long files =
        Files.isDirectory(folder)
            ? FileTree.files(folder).stream().filter(file -> file.endsWith(".py")).count()
            : 1;
    return named(path, wanted) ? 1 + 3 * files : files;
  }

  private static List<String> packages(Path base, String root, String wanted) {
    return entries(base.resolve(root)).stream()
        .filter(entry -> Files.isDirectory(entry) && isPackage(entry, !root.isEmpty()))
        .map(entry -> String.valueOf(entry.getFileName()))
        .filter(name -> !BESIDE.contains(name) || named(name, wanted))
        .filter(name -> name.matches("[A-Za-z_]\\w*"))
        .map(name -> root.isEmpty() ? name : root + "/" + name)
        .toList();
  }

  /// A package has an `__init__.py`; under a folder for sources it may be without, as a namespace.
  private static boolean isPackage(Path folder, boolean apart) {
    return Files.isRegularFile(folder.resolve("__init__.py"))
        || (apart && FileTree.files(folder).stream().anyMatch(file -> file.endsWith(".py")));
  }

  private static List<String> modules(Path base, String root, String wanted) {
    return entries(base.resolve(root)).stream()
        .map(entry -> String.valueOf(entry.getFileName()))
        .filter(name -> name.endsWith(".py") && !name.startsWith("test_"))
        .filter(name -> !name.endsWith("_test.py") && !name.startsWith("_"))
        .filter(name -> !SCRIPTS.contains(name.replaceFirst("\\.py$", "")) || named(name, wanted))
        .map(name -> root.isEmpty() ? name : root + "/" + name)
        .toList();
  }

  private static List<String> tests(Path base, List<String> sources, PythonSettings settings) {
    List<String> configured =
        settings.testPaths().stream()
            .map(path -> path.replaceFirst("/+$", ""))
            .filter(path -> holdsTests(base.resolve(path)))
            .toList();
    if (!configured.isEmpty()) {
      return configured;
    }
    List<String> usual =
        Stream.concat(
                TESTS.stream(),
                sources.stream().flatMap(path -> TESTS.stream().map(name -> path + "/" + name)))
            .filter(path -> holdsTests(base.resolve(path)))
            .toList();
    if (!usual.isEmpty()) {
      return usual;
    }
    List<String> beside =
        entries(base).stream()
            .map(entry -> String.valueOf(entry.getFileName()))
            .filter(name -> name.matches("test_.*\\.py|.*_test\\.py"))
            .toList();
    return beside.isEmpty()
        ? sources.stream().filter(path -> holdsTests(base.resolve(path))).toList()
        : beside;
  }

  private static boolean holdsTests(Path path) {
    return Files.isRegularFile(path)
        || (Files.isDirectory(path)
            && FileTree.files(path).stream()
                .map(file -> file.substring(file.lastIndexOf('/') + 1))
                .anyMatch(name -> name.matches("test_.*\\.py|.*_test\\.py|tests?\\.py")));
  }

  private static List<Path> entries(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
