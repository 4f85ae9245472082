package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Check;
import dev.breakeven.task.Environment;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.Pack;
import dev.breakeven.task.RepositorySource;
import dev.breakeven.task.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckRunnerTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private JudgeTools tools;
  private Path copy;

  @BeforeEach
  void prepare() throws InterruptedException {
    tools = new JudgeTools(TinyPack.JARS, folder.resolve("cache"), Sandboxes.best(), 1);
    copy = folder.resolve("copy");
    FileTree.write(copy.resolve("src/a.txt"), "one\ntwo\nthree one\n");
    FileTree.write(copy.resolve("src/b.md"), "one\n");
  }

  @AfterEach
  void close() {
    tools.close();
  }

  @Test
  void commandDecidesByItsExitCodeAndIsCounted() throws Exception {
    CheckResult result =
        run(
            new Check.Shell(
                "build",
                List.of("sh", "-c", "echo 3 passed; echo 4 passed; cat src/b.md; exit 5"),
                List.of(),
                Map.of("tests", "(\\d+) passed"),
                LIMIT));
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.passed()).isFalse();
    assertThat(result.counts()).isEqualTo(Map.of("tests", 7L));
    assertThat(result.findings()).extracting(Finding::message).contains("one");
  }

  @Test
  void commandThatSucceedsHasNoFindings() throws Exception {
    CheckResult result =
        run(new Check.Shell("build", List.of("echo", "fine"), List.of(), Map.of(), LIMIT));
    assertThat(result.passed()).isTrue();
    assertThat(result.findings()).isEmpty();
  }

  @Test
  void commandIsKilledAtItsLimit() throws Exception {
    CheckResult result =
        run(
            new Check.Shell(
                "build",
                List.of("sh", "-c", "while :; do :; done"),
                List.of(),
                Map.of(),
                Duration.ofMillis(200)));
    assertThat(result.exitCode()).isEqualTo(124);
  }

  @Test
  void tooManyMatchesAreNamedWithTheirLines() throws Exception {
    CheckResult result = run(new Check.Pattern("old", List.of("src/*.txt"), "one", 0, 1));
    assertThat(result.passed()).isFalse();
    assertThat(result.counts()).isEqualTo(Map.of("matches", 2L));
    assertThat(result.findings())
        .extracting(Finding::path, Finding::line)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("src/a.txt", 1),
            org.assertj.core.groups.Tuple.tuple("src/a.txt", 3));
  }

  @Test
  void tooFewMatchesAreSaid() throws Exception {
    CheckResult result = run(new Check.Pattern("new", List.of("src/**"), "^four$", 1, 9));
    assertThat(result.findings().getFirst().message())
        .isEqualTo("expected at least 1 matches of ^four$, found 0");
  }

  private CheckResult run(Check check) throws Exception {
    Pack pack =
        new Pack(
            "any",
            folder,
            new RepositorySource.Folder(copy),
            Environment.HOST,
            List.of(check),
            new Rules(List.of("**"), List.of(), 0, 0),
            List.of());
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    return new CheckRunner(pack, tools).run(List.of(check), copy, scratch).getFirst();
  }
}
