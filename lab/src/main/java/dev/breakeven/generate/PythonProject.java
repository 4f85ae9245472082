package dev.breakeven.generate;

import dev.breakeven.judge.Verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Python project with a `pyproject.toml`: mypy, Ruff and pytest, as it configures them.
///
/// @param sources the folder of its package
/// @param tests the folder of its tests, which need not exist
/// @param tested whether it exists
/// @param place where its tools are, as `host`, `root:FOLDER` or `venv:FOLDER`
record PythonProject(String sources, String tests, boolean tested, String place)
    implements Project {
  private static final Pattern PLACE = Pattern.compile("host|(root|venv):.+");
  private static final List<String> TESTS = List.of("tests", "test");

  /// Whether a repository is one.
  static boolean is(Path base) {
    return Files.isRegularFile(base.resolve("pyproject.toml"))
        && !Files.isDirectory(base.resolve("src/main/java"));
  }

  /// Looks at a repository.
  ///
  /// @throws IllegalArgumentException if it has no package, or several
  static PythonProject in(Path base, String place) {
    if (!PLACE.matcher(place).matches()) {
      throw new IllegalArgumentException(
          "expected an environment host, root:FOLDER or venv:FOLDER, got " + place);
    }
    List<String> packages = packages(base, "");
    if (packages.isEmpty()) {
      packages = packages(base, "src/");
    }
    if (packages.size() != 1) {
      throw new IllegalArgumentException(
          "expected one package, a folder with an __init__.py at the root or under src, found "
              + packages);
    }
    String tests =
        TESTS.stream()
            .filter(folder -> Files.isDirectory(base.resolve(folder)))
            .findFirst()
            .orElse("");
    return tests.isEmpty()
        ? new PythonProject(packages.getFirst(), TESTS.getFirst(), false, place)
        : new PythonProject(packages.getFirst(), tests, true, place);
  }

  private static List<String> packages(Path base, String under) {
    Path folder = base.resolve(under);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.isRegularFile(entry.resolve("__init__.py")))
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> !TESTS.contains(name))
          .map(name -> under + name)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String environment() {
    int colon = place.indexOf(':');
    if (colon < 0) {
      return "";
    }
    Path folder = Path.of(place.substring(colon + 1)).toAbsolutePath().normalize();
    return "environment: {kind: %s, folder: %s}\n"
        .formatted(place.substring(0, colon), PackText.quoted(folder.toString()));
  }

  @Override
  public String checks() {
    String checks =
        """
        - kind: mypy
          sources: %s
          limit: 600
        - kind: ruff
          sources: %s
        """
            .formatted(PackText.list(List.of(sources)), PackText.list(folders()));
    return tested
        ? checks
            + "- kind: pytest\n  arguments: "
            + PackText.list(List.of(tests))
            + "\n  limit: 1200\n"
        : checks;
  }

  private List<String> folders() {
    return tested ? List.of(sources, tests) : List.of(sources);
  }

  @Override
  public List<String> allowed() {
    return folders().stream().map(folder -> folder + "/**.py").toList();
  }

  @Override
  public List<String> ignored() {
    return List.of(
        "**/__pycache__/**", "**.pyc", ".mypy_cache/**", ".ruff_cache/**", ".pytest_cache/**");
  }

  @Override
  public List<String> tools() {
    return List.of("mypy", "ruff", "pytest");
  }

  @Override
  public boolean compiled() {
    return false;
  }

  @Override
  public Map<String, String> files() {
    return Map.of("t1.md", prompt());
  }

  @Override
  public List<String> without() {
    return List.of();
  }

  /// The repository configures its tools itself, and what it says stays.
  @Override
  public PythonProject lenient(List<Finding> findings) {
    return this;
  }

  @Override
  public String prompt() {
    return """
    This Python project is broken in many places: mypy reports errors, Ruff reports findings, and some
    test modules fail when pytest collects them. Its package is `%s`, its tests are in `%s`.

    Mend all that is broken, so that it behaves as it did before.

    Rules:
    - Edit only Python files in those two folders.
    - Delete no test, skip no test, and leave no test without its statements.
    - Silence nothing: no `# type: ignore`, no `# noqa`, no change of any configuration.

    `${verify}` runs mypy, Ruff and pytest, and prints one line of JSON. Its exit code is 0 only when
    all is well. Of long lists only the first findings are shown; run it again after each round of
    repairs.
    """
        .formatted(sources, tests);
  }

  @Override
  public List<Move> moves(Path base) {
    return PythonMoves.in(base, sources, tests);
  }
}
