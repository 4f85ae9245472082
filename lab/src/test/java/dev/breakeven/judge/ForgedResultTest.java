package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.workspace.Finished;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests that write the result of their own run, on work that is not done.
class ForgedResultTest {
  private static final String FORGER =
      """
      package tiny;

      import static org.junit.jupiter.api.Assertions.assertEquals;

      import java.lang.reflect.Constructor;
      import java.lang.reflect.Method;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.util.ArrayList;
      import java.util.Arrays;
      import java.util.List;
      import org.junit.jupiter.api.Test;

      class DoublerTest {
        @Test
        void twoIsFour() {
          assertEquals(4, Doubler.of(2));
        }

        @Test
        void zeroStays() {
          CHEAT
        }

        static Path folder() {
          try {
            List<String> words =
                Arrays.asList(Files.readString(Path.of("/proc/self/cmdline")).split("\\0"));
            return Path.of(words.get(words.indexOf("dev.breakeven.judge.TestRun") + 1));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        }

        /// Seals with the word if it still lies there, else with the whole command line.
        static void forge() {
          try {
            Path word = folder().resolve("word");
            Path known = Files.exists(word) ? word : Path.of("/proc/self/cmdline");
            Class<?> type = Class.forName("dev.breakeven.judge.Seal");
            Constructor<?> make = type.getDeclaredConstructor(byte[].class);
            make.setAccessible(true);
            Method on = type.getDeclaredMethod("on", List.class);
            on.setAccessible(true);
            List<String> lines = new ArrayList<>(List.of("tests\\t3", "passed\\t3", "failed\\t0"));
            lines.add((String) on.invoke(make.newInstance(Files.readAllBytes(known)), lines));
            Files.write(folder().resolve("tests"), lines);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        }
      }
      """;

  private static final String WORD = "a word";

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          forge(); Runtime.getRuntime().halt(0); | not written by the test run
          Runtime.getRuntime().addShutdownHook(new Thread(DoublerTest::forge)); System.exit(0); | not written by the test run
          Runtime.getRuntime().addShutdownHook(new Thread(DoublerTest::forge)); | AssertionFailedError
          """)
  void testsThatWriteTheirResultHaveNotPassed(String cheat, String finding) throws Exception {
    CheckResult tests = judge(cheat);
    assertThat(tests.passed()).isFalse();
    assertThat(tests.findings().getFirst().message()).contains(finding);
  }

  /// Whichever thread comes first, nothing passes.
  @Test
  void threadThatWaitsForTheResultIsOfNoUse() throws Exception {
    CheckResult tests =
        judge(
            """
            Thread thread = new Thread(() -> {
              while (!Files.exists(folder().resolve("tests"))) {
                Thread.onSpinWait();
              }
              Runtime.getRuntime().halt(0);
            });
            thread.setDaemon(true);
            thread.start();
            """);
    assertThat(tests.passed()).isFalse();
  }

  @Test
  void exitCodeOfTheProcessDecidesNothing() {
    List<String> failed =
        sealed("tests\t3", "passed\t1", "failed\t2", "containersFailed\t0", "test\tfailed\ta");
    assertThat(answer(failed).exitCode()).isOne();
    assertThat(
            answer(
                    sealed(
                        "tests\t3",
                        "passed\t3",
                        "failed\t0",
                        "containersFailed\t0",
                        "test\tpassed\ta"))
                .exitCode())
        .isZero();
    assertThat(answer(sealed("tests\t0", "failed\t0", "containersFailed\t0")).exitCode()).isOne();
    assertThat(
            answer(
                    sealed(
                        "tests\t3",
                        "passed\t3",
                        "failed\t0",
                        "containersFailed\t1",
                        "test\tpassed\ta"))
                .exitCode())
        .isOne();
  }

  @Test
  void sumsThatDoNotAddUpAreRed() {
    assertThat(answer(sealed("tests\t923", "passed\t917", "failed\t0", "test\tpassed\ta")))
        .satisfies(red -> {
          assertThat(red.exitCode()).isOne();
          assertThat(red.findings().getFirst().message())
              .isEqualTo(
                  "the sums do not add up: 923 tests by 1 names began, 917 passed, 0 failed, 0"
                      + " aborted");
        });
    assertThat(answer(sealed("tests\t2", "passed\t2", "failed\t0")).exitCode()).isOne();
    assertThat(answer(sealed("tests\t2", "passed\t2", "failed\t0", "test\tfailed\ta")).exitCode())
        .isOne();
  }

  @Test
  void changedResultIsRefused() {
    List<String> lines = new ArrayList<>(sealed("tests\t3", "failed\t2"));
    lines.set(1, "failed\t0");
    assertThat(answer(lines).findings().getFirst().message())
        .contains("not written by the test run");
  }

  private CheckResult judge(String cheat) throws InterruptedException {
    FileTree.copy(task.tree(), workspace);
    FileTree.write(workspace.resolve(TinyPack.TEST), FORGER.replace("CHEAT", cheat));
    Verdict verdict = new Judge(task, tools).judge(workspace);
    assertThat(verdict.checks().getFirst().findings()).isEmpty();
    return verdict.checks().getLast();
  }

  private static List<String> sealed(String... lines) {
    List<String> sealed = new ArrayList<>(List.of(lines));
    sealed.add(new Seal(WORD.getBytes(StandardCharsets.UTF_8)).on(sealed));
    return sealed;
  }

  private static ToolAnswer answer(List<String> lines) {
    return TestRunner.answer(new Finished(0, "", false, Duration.ZERO), lines, WORD);
  }
}
