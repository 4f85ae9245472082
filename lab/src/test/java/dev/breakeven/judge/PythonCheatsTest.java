package dev.breakeven.judge;

import static dev.breakeven.judge.PythonCheats.GIVEN;
import static dev.breakeven.judge.PythonCheats.MODULE;
import static dev.breakeven.judge.PythonCheats.RIGHT;
import static dev.breakeven.judge.PythonCheats.TEST;
import static dev.breakeven.judge.PythonCheats.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.breakeven.judge.PythonCheats.Way;
import dev.breakeven.task.Environment;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.Setup;
import dev.breakeven.task.Sha256;
import dev.breakeven.workspace.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ways to look done in Python, each with the rule or the check that names it, and honest work that
/// differs from the reference solution. It is judged by mypy and pytest, which Debian has.
class PythonCheatsTest {
  private static final Environment.Place PLACE =
      Environment.Place.parse(System.getProperty("python.environment", "host"));

  @TempDir static Path folder;
  private static PreparedPack pack;
  private static JudgeTools tools;

  @TempDir Path temporary;

  static Stream<Way> cheats() {
    return PythonCheats.cheats();
  }

  static Stream<Way> honest() {
    return Stream.of(
        new Way("the reference solution", true, "", work -> {}),
        new Way(
            "a further module of tests",
            true,
            "",
            work ->
                work.write(
                    "tests/test_more.py",
                    """
                    from tiny.double import double


                    def test_three() -> None:
                        assert double(3) == 6
                    """)),
        new Way(
            "a module of its own for the work, with a fixture for its test",
            true,
            "",
            work -> {
              work.replace(MODULE, RIGHT, "return times(value)");
              work.replace(
                  MODULE,
                  "\"\"\"Doubles.\"\"\"\n",
                  "\"\"\"Doubles.\"\"\"\n\nfrom tiny.factor import times\n");
              work.write(
                  "tiny/factor.py", "def times(value: int) -> int:\n    return value + value\n");
              work.write(
                  "tests/conftest.py",
                  "import pytest\n\n\n@pytest.fixture\ndef three() -> int:\n    return 3\n");
              work.write(
                  "tests/test_factor.py",
                  """
                  from tiny.factor import times


                  def test_times(three: int) -> None:
                      assert times(three) == 6
                  """);
            }),
        new Way(
            "a test that asserts more, and comments that name what is forbidden",
            true,
            "",
            work -> {
              work.replace(
                  TEST, "    assert zero() == 0", "    assert zero() == 0\n    assert zero() < 1");
              work.replace(MODULE, RIGHT, RIGHT + "  # no pytest.skip, no sys.modules");
            }));
  }

  @BeforeAll
  static void prepare() throws InterruptedException {
    assumeTrue(hasTools(), "needs Debian's python3-pytest and mypy");
    Path repository = folder.resolve("repository");
    FileTree.write(
        repository.resolve("pyproject.toml"),
        """
        [tool.mypy]
        warn_return_any = true

        [tool.pytest.ini_options]
        testpaths = ["tests"]
        """);
    FileTree.write(repository.resolve("tiny/__init__.py"), "");
    FileTree.write(
        repository.resolve(MODULE),
        "\"\"\"Doubles.\"\"\"\n\n\ndef double(value: int) -> int:\n    "
            + RIGHT
            + "\n\n\ndef zero() -> int:\n    return 0\n");
    FileTree.write(
        repository.resolve(TEST),
        """
        import pytest

        from tiny.double import double, zero


        def test_zero() -> None:
            assert zero() == 0


        class TestTwo:
            def test_two(self) -> None:
                assert double(2) == 4

            @pytest.mark.parametrize("value", [5, 6])
            def test_more(self, value: int) -> None:
                assert double(value) == value + value
        """);
    Path place = folder.resolve("pack");
    Path given = place.resolve("test_given.py");
    FileTree.write(
        given,
        """
        from tiny.double import double


        def test_minus() -> None:
            assert double(-1) == -2
        """);
    FileTree.write(place.resolve("prompt.md"), "Make it double. Ask ${verify}.\n");
    FileTree.write(
        place.resolve("pack.yaml"),
        """
        pack: tiny-python
        repository: {kind: folder, folder: ../repository}
        checks:
          - {kind: mypy, sources: [tiny]}
          - {kind: pytest}
        rules:
          allowed: ["**"]
          ignored: ["**/__pycache__/**", ".mypy_cache/**", ".pytest_cache/**"]
          tests: 4
        tasks:
          - task: double
            prompt: prompt.md
            red: [pytest]
            edits:
              - replace: {file: %1$s, before: %2$s, after: %3$s}
            protected:
              - {file: %4$s, from: test_given.py, sha256: %5$s}
            reference:
              - replace: {file: %1$s, before: %3$s, after: %2$s}
        """
            .formatted(MODULE, RIGHT, WRONG, GIVEN, Sha256.of(given)));
    pack = new Setup(folder, folder.resolve("cache")).prepare(PackReader.read(place).at(PLACE));
    tools = new JudgeTools(folder, folder.resolve("cache"), Sandboxes.best(), 1);
    tools.warm(pack);
  }

  @AfterAll
  static void close() {
    if (tools != null) {
      tools.close();
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cheats")
  void isNotSolvedByTheRuleNamed(Way way) throws Exception {
    Work.Said said = judged(way);
    assertThat(said.solved()).as(said.text()).isFalse();
    assertThat(said.rules()).as(said.text()).contains(way.rule());
  }

  @ParameterizedTest
  @MethodSource("honest")
  void honestWorkIsSolved(Way way) throws Exception {
    Work.Said said = judged(way);
    assertThat(said.solved()).as(said.text()).isTrue();
  }

  private Work.Said judged(Way way) throws InterruptedException {
    return Work.judged(
        pack.task("double"), tools, way.solved(), temporary.resolve("work"), way.done());
  }

  private static boolean hasTools() throws InterruptedException {
    var sandbox = new Environment(PLACE, Map.of()).within(Sandboxes.best());
    for (String module : List.of("mypy", "pytest")) {
      List<String> words = List.of("python3", "-c", "import " + module);
      var limit = Duration.ofMinutes(1);
      if (sandbox.run(new Command(words, "/tmp", Map.of(), List.of(), limit)).exitCode() != 0) {
        return false;
      }
    }
    return true;
  }
}
