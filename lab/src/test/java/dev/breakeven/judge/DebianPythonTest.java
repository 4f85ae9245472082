package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Environment;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.task.Setup;
import dev.breakeven.workspace.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The judge of Python on a project that people use: Toolz, as Debian ships it with its tests in
/// the package `python3-toolz`, judged by Debian's `mypy` and `python3-pytest`.
///
/// Other places can be named: `-Dpython.environment=` as for `--environment`, `-Dpython.packages=`
/// for the folder that holds `toolz`.
class DebianPythonTest {
  private static final Path PACKAGES =
      Path.of(System.getProperty("python.packages", "/usr/lib/python3/dist-packages"));
  private static final Environment.Place PLACE =
      Environment.Place.parse(System.getProperty("python.environment", "host"));

  /// What is put in: `second` gives the first element. It is as long as what it replaces.
  private static final String GOOD = "    next(seq)\n    return next(seq)\n";

  private static final String BAD = "    iter(seq)\n    return next(seq)\n";
  private static final String MODULE = "toolz/itertoolz.py";

  @TempDir static Path folder;
  private static PreparedPack pack;
  private static JudgeTools tools;

  @TempDir Path workspace;

  @BeforeAll
  static void prepare() throws InterruptedException {
    assumeTrue(
        Files.isDirectory(PACKAGES.resolve("toolz/tests")) && hasTools(),
        "needs Debian's python3-toolz, python3-pytest and mypy");
    Path repository = folder.resolve("repository");
    for (String name : List.of("toolz", "tlz")) {
      for (String path : FileTree.files(PACKAGES.resolve(name))) {
        if (path.endsWith(".py")) {
          FileTree.copyFile(
              PACKAGES.resolve(name).resolve(path), repository.resolve(name).resolve(path));
        }
      }
    }
    FileTree.write(repository.resolve("mypy.ini"), "[mypy]\nfollow_imports = silent\n");
    FileTree.write(repository.resolve("answer.py"), "def answer() -> int:\n    return 10\n");
    Path place = folder.resolve("pack");
    FileTree.write(place.resolve("prompt.md"), "Mend the function `second`. Ask ${verify}.\n");
    FileTree.write(
        place.resolve("pack.yaml"),
        """
        pack: toolz
        repository: {kind: folder, folder: ../repository}
        checks:
          - kind: mypy
            sources: [answer.py, toolz/itertoolz.py, toolz/dicttoolz.py, toolz/utils.py]
          - {kind: pytest, arguments: [toolz]}
        rules:
          allowed: ["**.py"]
          ignored: ["**/__pycache__/**"]
          tests: 100
        tasks:
          - task: second
            prompt: prompt.md
            red: [pytest]
            edits:
              - replace:
                  file: toolz/itertoolz.py
                  before: "    next(seq)\\n    return next(seq)\\n"
                  after: "    iter(seq)\\n    return next(seq)\\n"
            reference:
              - replace:
                  file: toolz/itertoolz.py
                  before: "    iter(seq)\\n    return next(seq)\\n"
                  after: "    next(seq)\\n    return next(seq)\\n"
        """);
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

  @Test
  void brokenFunctionIsRedAndMendedGreen() throws InterruptedException {
    PreparedTask task = pack.task("second");
    Judge judge = new Judge(task, tools);
    Verdict broken = judge.judge(task.tree());
    assertThat(result(broken, "mypy").passed()).isTrue();
    assertThat(result(broken, "pytest").passed()).isFalse();
    assertThat(result(broken, "pytest").findings())
        .anySatisfy(finding -> {
          assertThat(finding.path()).isEqualTo("toolz/tests/test_itertoolz.py");
          assertThat(finding.message()).contains("test_second");
        });
    copy(task);
    replace(MODULE, BAD, GOOD);
    Verdict mended = judge.judge(workspace);
    assertThat(mended).as(VerdictLine.of(mended)).isInstanceOf(Verdict.Solved.class);
    assertThat(result(mended, "pytest").counts().get("tests")).isGreaterThanOrEqualTo(100);
  }

  @Test
  void changesOfEqualSizeAndTimeAreSeen() throws Exception {
    PreparedTask task = pack.task("second");
    copy(task);
    replace(MODULE, BAD, GOOD);
    Judge judge = new Judge(task, tools);
    assertThat(judge.judge(workspace)).isInstanceOf(Verdict.Solved.class);
    replace(MODULE, GOOD, BAD);
    assertThat(result(judge.judge(workspace), "pytest").passed()).isFalse();
    replace("answer.py", "10", "''");
    assertThat(result(judge.judge(workspace), "mypy").findings())
        .extracting(Finding::path, Finding::line, Finding::rule)
        .containsExactly(tuple("answer.py", 2, "return-value"));
  }

  private void copy(PreparedTask task) {
    FileTree.copy(task.tree(), workspace);
  }

  /// Replaces a text by one of the same length and gives the file its old time back.
  private void replace(String path, String before, String after) {
    Path file = workspace.resolve(path);
    try {
      FileTime time = Files.getLastModifiedTime(file);
      String text = FileTree.read(file);
      assertThat(text).containsOnlyOnce(before);
      assertThat(after).hasSameSizeAs(before);
      FileTree.write(file, text.replace(before, after));
      Files.setLastModifiedTime(file, time);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CheckResult result(Verdict verdict, String check) {
    return verdict.checks().stream()
        .filter(found -> found.check().equals(check))
        .findFirst()
        .orElseThrow();
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
