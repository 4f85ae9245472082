package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.judge.Verdict.Violation;
import dev.breakeven.task.Edits;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.workspace.Unconfined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
  @TempDir static Path folder;
  private static PreparedTask task;
  private static JudgeTools tools;

  @TempDir Path workspace;

  @BeforeAll
  static void prepare() throws InterruptedException {
    task = TinyPack.prepare(folder).task("double");
    tools = new JudgeTools(TinyPack.JARS, folder.resolve("cache"), Sandboxes.best(), 1);
  }

  @AfterAll
  static void close() {
    tools.close();
  }

  /// A workspace in which the task is solved.
  @BeforeEach
  void solve() {
    FileTree.copy(task.tree(), workspace);
    Edits.apply(workspace, task.reference());
  }

  @Test
  void solvedWorkIsSolved() throws Exception {
    Verdict verdict = judge();
    assertThat(verdict).isInstanceOf(Verdict.Solved.class);
    assertThat(verdict.checks()).extracting(CheckResult::check).containsExactly("javac", "junit");
    assertThat(verdict.checks().getLast().counts())
        .containsEntry("tests", 3L)
        .containsEntry("passed", 3L)
        .containsEntry("skipped", 0L);
  }

  @Test
  void verdictIsTheSameWithoutConfinement() throws Exception {
    write(TinyPack.MAIN, TinyPack.main("value * 3"));
    try (JudgeTools unconfined =
        new JudgeTools(TinyPack.JARS, folder.resolve("cache"), new Unconfined(), 1)) {
      Verdict verdict = new Judge(task, unconfined).judge(workspace);
      assertThat(VerdictLine.of(verdict)).isEqualTo(VerdictLine.of(judge()));
    }
  }

  @Test
  void failingTestsAreNamed() throws Exception {
    write(TinyPack.MAIN, TinyPack.main("value * 3"));
    Verdict verdict = judge();
    assertThat(violations(verdict)).isEmpty();
    assertThat(verdict.checks().getLast().counts()).containsEntry("failed", 2L);
    assertThat(verdict.checks().getLast().findings())
        .extracting(Finding::path, Finding::line, Finding::rule)
        .containsExactly(
            tuple(TinyPack.TEST, 10, "tiny.DoublerTest#twoIsFour"),
            tuple(TinyPack.GIVEN, 10, "tiny.GivenTest#minusOneIsMinusTwo"));
  }

  @Test
  void testsAreNotRunWhereNothingCompiles() throws Exception {
    write(TinyPack.MAIN, TinyPack.main("\"two\""));
    CheckResult compiler = judge().checks().getFirst();
    CheckResult tests = judge().checks().getLast();
    assertThat(compiler.counts()).containsEntry("errors", 1L);
    assertThat(compiler.findings().getFirst().path()).isEqualTo(TinyPack.MAIN);
    assertThat(compiler.findings().getFirst().line()).isEqualTo(7);
    assertThat(tests.exitCode()).isNegative();
    assertThat(tests.passed()).isFalse();
  }

  @Test
  void lintIsAnError() throws Exception {
    write(TinyPack.MAIN, TinyPack.main("(int) value * 2"));
    CheckResult compiler = judge().checks().getFirst();
    assertThat(compiler.exitCode()).isOne();
    assertThat(compiler.counts()).containsEntry("warnings", 1L).containsEntry("errors", 0L);
  }

  @Test
  void deletedTestIsNamed() throws Exception {
    change(
        TinyPack.TEST,
        "  @Test\n  void zeroStays() {\n    assertEquals(0, Doubler.of(0));\n  }\n",
        "");
    assertThat(violations(judge()))
        .containsExactly(
            new Violation("deleted-test", TinyPack.TEST, "tiny.DoublerTest.zeroStays is gone"));
  }

  @Test
  void deletedTestFileIsNamed() throws Exception {
    Files.delete(workspace.resolve(TinyPack.TEST));
    assertThat(violations(judge()))
        .extracting(Violation::rule)
        .containsExactly("deleted-test", "deleted-test", "test-count");
  }

  @Test
  void movedTestIsNotDeleted() throws Exception {
    String text = FileTree.read(workspace.resolve(TinyPack.TEST));
    Files.delete(workspace.resolve(TinyPack.TEST));
    write("src/test/java/tiny/Moved.java", text);
    assertThat(judge()).isInstanceOf(Verdict.Solved.class);
  }

  @Test
  void disabledTestIsNamed() throws Exception {
    change(TinyPack.TEST, "  void zeroStays", "  @org.junit.jupiter.api.Disabled void zeroStays");
    assertThat(violations(judge()))
        .extracting(Violation::rule, Violation::detail)
        .containsExactly(
            tuple("disabled-test", "1 × @Disabled added"),
            tuple("disabled-test", "expected at most 0 skipped tests, found 1"));
  }

  @Test
  void assumptionIsNamed() throws Exception {
    change(
        TinyPack.TEST,
        "    assertEquals(0,",
        "    org.junit.jupiter.api.Assumptions.assumeTrue(Doubler.of(1) > 5);\n"
            + "    assertEquals(0,");
    assertThat(violations(judge())).extracting(Violation::rule).contains("disabled-test");
  }

  @Test
  void emptiedTestIsNamed() throws Exception {
    change(TinyPack.TEST, "    assertEquals(0, Doubler.of(0));\n", "");
    assertThat(violations(judge()))
        .containsExactly(
            new Violation(
                "disabled-test",
                TinyPack.TEST,
                "tiny.DoublerTest.zeroStays does nothing any more"));
  }

  @Test
  void suppressionIsNamed() throws Exception {
    change(
        TinyPack.MAIN,
        "  static int of",
        "  // CHECKSTYLE:OFF\n  @SuppressWarnings(\"cast\")\n  static int of");
    assertThat(violations(judge()))
        .containsExactly(
            new Violation("suppression", TinyPack.MAIN, "1 × @SuppressWarnings added"),
            new Violation("suppression", TinyPack.MAIN, "1 × checkstyle:off added"));
  }

  @Test
  void wordsInAStringSuppressNothing() throws Exception {
    change(
        TinyPack.MAIN,
        "  static int of",
        "  static final String TEXT = \"// NOPMD\";\n\n  static int of");
    assertThat(judge()).isInstanceOf(Verdict.Solved.class);
  }

  @Test
  void changedProtectedFileIsNamedAndNotJudged() throws Exception {
    change(TinyPack.GIVEN, "-2", "-3");
    Verdict verdict = judge();
    assertThat(violations(verdict))
        .containsExactly(new Violation("protected-file", TinyPack.GIVEN, "the file was changed"));
    assertThat(verdict.checks()).allMatch(CheckResult::passed);
  }

  @Test
  void deletedProtectedFileIsNamed() throws Exception {
    Files.delete(workspace.resolve(TinyPack.GIVEN));
    assertThat(violations(judge())).extracting(Violation::rule).containsExactly("protected-file");
  }

  @Test
  void filesOutsideAreNamed() throws Exception {
    write("build.sh", "exit 0\n");
    write("README", "Triples.\n");
    write("src/test/java/junit-platform.properties", "a=b\n");
    assertThat(violations(judge()))
        .extracting(Violation::rule, Violation::path)
        .containsExactly(
            tuple("outside-allowed-folders", "README"),
            tuple("outside-allowed-folders", "build.sh"),
            tuple("outside-allowed-folders", "src/test/java/junit-platform.properties"));
  }

  @Test
  void gitAndIgnoredFilesAreNobodysBusiness() throws Exception {
    write(".git/config", "[core]\n");
    write("target/classes/Doubler.class", "none\n");
    assertThat(judge()).isInstanceOf(Verdict.Solved.class);
  }

  @Test
  void linksAreNamedAndNotFollowed() throws Exception {
    Path secret = Files.writeString(folder.resolve("Secret.java"), "class Secret {}\n");
    Path link = workspace.resolve("src/main/java/tiny/Secret.java");
    Files.createSymbolicLink(link, secret);
    Verdict verdict = judge();
    Files.delete(link);
    assertThat(violations(verdict))
        .extracting(Violation::rule, Violation::path)
        .containsExactly(tuple("not-a-file", "src/main/java/tiny/Secret.java"));
  }

  @Test
  void exitingTestsHaveNotPassed() throws Exception {
    change(TinyPack.TEST, "    assertEquals(0,", "    System.exit(0);\n    assertEquals(0,");
    CheckResult tests = judge().checks().getLast();
    assertThat(tests.passed()).isFalse();
    assertThat(tests.findings().getFirst().message()).contains("ended before its end");
  }

  @Test
  void classFailingAtLoadIsOneFinding() throws Exception {
    change(
        TinyPack.TEST,
        "class DoublerTest {",
        "class DoublerTest {\n  static final int ONE = Integer.parseInt(\"one\");");
    CheckResult tests = judge().checks().getLast();
    assertThat(tests.counts()).containsEntry("classesFailed", 1L).containsEntry("failed", 2L);
    assertThat(tests.findings())
        .containsExactly(
            new Finding(
                TinyPack.TEST,
                0,
                "load",
                "the class fails at load: NumberFormatException: For input string: \"one\""));
  }

  private Verdict judge() throws InterruptedException {
    return new Judge(task, tools).judge(workspace);
  }

  private static List<Violation> violations(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Solved _ -> throw new AssertionError("expected work that is not solved");
      case Verdict.NotSolved found -> found.violations();
    };
  }

  private void write(String path, String text) throws IOException {
    FileTree.write(workspace.resolve(path), text);
  }

  private void change(String path, String before, String after) {
    String text = FileTree.read(workspace.resolve(path));
    assertThat(text).contains(before);
    FileTree.write(workspace.resolve(path), text.replace(before, after));
  }
}
