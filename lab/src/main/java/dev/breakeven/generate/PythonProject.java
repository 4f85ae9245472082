package dev.breakeven.generate;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.task.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Python project: mypy, Ruff and pytest, as it configures them.
///
/// @param layout where it keeps what
/// @param place where its tools are, as `host`, `root:FOLDER` or `venv:FOLDER`
/// @param mypy what mypy is not asked for; empty if mypy cannot check it at all
/// @param ruff what Ruff is not asked for
/// @param pytest arguments of pytest after the folders of tests
/// @param added files that installing it makes
record PythonProject(
    PythonLayout layout,
    String place,
    Optional<Check.Lenience> mypy,
    Check.Lenience ruff,
    List<String> pytest,
    Map<String, byte[]> added)
    implements Project {
  private static final Pattern PLACE = Pattern.compile("host|(root|venv):.+");

  /// The rules of Ruff that faults are made for.
  private static final List<String> RULES = List.of("F401", "F403", "F821", "F841");

  /// In seconds; where the base takes long, the judge waits longer.
  private static final int LIMIT = 600;

  /// Takes immutable copies.
  PythonProject {
    pytest = List.copyOf(pytest);
  }

  /// Looks at a repository.
  ///
  /// @param tag its last tag, empty if it has none
  /// @throws IllegalArgumentException if it has no package and no module
  static PythonProject in(Path base, String place, Layout layout, String tag) {
    if (!PLACE.matcher(place).matches()) {
      throw new IllegalArgumentException(
          "expected an environment host, root:FOLDER or venv:FOLDER, got " + place);
    }
    PythonLayout found = PythonLayout.of(base, layout);
    return new PythonProject(
        found,
        place,
        Optional.of(Check.Lenience.NONE),
        Check.Lenience.NONE,
        layout.without().stream().map(PythonProject::leavingOut).toList(),
        PythonMetadata.of(base, found, tag));
  }

  /// The argument of pytest that leaves a test, or a file of tests, out.
  static String leavingOut(String test) {
    return test.contains("::") ? "--deselect=" + test : "--ignore=" + test;
  }

  @Override
  public String sources() {
    return layout.sources().getFirst();
  }

  @Override
  public String tests() {
    return layout.tests().getFirst();
  }

  /// Programs that tests start must find the package, too, wherever it stands.
  @Override
  public String environment() {
    String root = layout.root();
    String variables = "variables: {PYTHONPATH: %s}".formatted(root.isEmpty() ? "." : root);
    int colon = place.indexOf(':');
    if (colon < 0) {
      return "environment: {kind: host, %s}\n".formatted(variables);
    }
    Path folder = Path.of(place.substring(colon + 1)).toAbsolutePath().normalize();
    return "environment: {kind: %s, folder: %s, %s}\n"
        .formatted(place.substring(0, colon), PackText.quoted(folder.toString()), variables);
  }

  @Override
  public String checks() {
    String types =
        mypy.map(lenience ->
                """
                - kind: mypy
                  sources: %s%s
                  limit: %d
                """
                    .formatted(PackText.list(layout.sources()), lenient(lenience), LIMIT))
            .orElse("");
    return types
        + """
        - kind: ruff
          sources: %s
          select: %s%s
        - kind: pytest
          arguments: %s
          limit: %d
        """
            .formatted(
                PackText.list(folders()),
                PackText.list(RULES),
                lenient(ruff),
                PackText.list(
                    Stream.concat(layout.tests().stream(), pytest.stream()).distinct().toList()),
                LIMIT);
  }

  private static String lenient(Check.Lenience lenience) {
    return (lenience.isolated() ? "\n  isolated: true" : "")
        + (lenience.overlooked().isEmpty()
            ? ""
            : "\n  overlook: " + PackText.list(lenience.overlooked()));
  }

  private List<String> folders() {
    return Stream.concat(layout.sources().stream(), layout.tests().stream()).distinct().toList();
  }

  @Override
  public List<String> allowed() {
    return folders().stream().map(path -> path.endsWith(".py") ? path : path + "/**.py").toList();
  }

  @Override
  public List<String> ignored() {
    return List.of(
        "**/__pycache__/**",
        "__pycache__/**",
        "**.pyc",
        ".mypy_cache/**",
        ".ruff_cache/**",
        ".pytest_cache/**");
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

  @Override
  public Lenient lenient(List<CheckResult> results) {
    return new PythonLeniency(this).of(results);
  }

  /// The same project of which mypy is asked less.
  PythonProject typed(Optional<Check.Lenience> less) {
    return new PythonProject(layout, place, less, ruff, pytest, added);
  }

  /// The same project of which Ruff is asked less.
  PythonProject linted(Check.Lenience less) {
    return new PythonProject(layout, place, mypy, less, pytest, added);
  }

  /// The same project whose tests get more arguments.
  PythonProject tested(List<String> more) {
    return new PythonProject(
        layout, place, mypy, ruff, Stream.concat(pytest.stream(), more.stream()).toList(), added);
  }

  @Override
  public String prompt() {
    return """
    This Python project is broken in many places: mypy reports errors, Ruff reports findings, and some
    test modules fail when pytest collects them. Its package is %s, its tests are in %s.

    Mend all that is broken, so that it behaves as it did before.

    Rules:
    - Edit only Python files in those folders.
    - Delete no test, skip no test, and leave no test without its statements.
    - Silence nothing: no `# type: ignore`, no `# noqa`, no change of any configuration.

    `${verify}` runs mypy, Ruff and pytest, and prints one line of JSON. Its exit code is 0 only when
    all is well. The tests run only once mypy and Ruff are content; until then they are only collected.
    Of long lists only the first findings are shown; run it again after each round of repairs.
    """
        .formatted(named(layout.sources()), named(layout.tests()));
  }

  @Override
  public List<Move> moves(Path base) {
    return PythonMoves.in(base, sources(), tests());
  }

  private static String named(List<String> folders) {
    return folders.stream().map(folder -> "`" + folder + "`").collect(Collectors.joining(" and "));
  }
}
