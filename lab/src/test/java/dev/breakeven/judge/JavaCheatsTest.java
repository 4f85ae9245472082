package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.task.PreparedPack;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ways to look done in Java, each with the rule or the check that names it, and honest work that
/// differs from the reference solution.
class JavaCheatsTest {
  private static final String FILLER = "src/test/java/tiny/FillTest.java";
  private static final String RESOURCES = "src/test/resources/";

  @TempDir static Path folder;
  private static PreparedPack pack;
  private static JudgeTools tools;

  @TempDir Path temporary;

  /// @param task the task it is played on
  /// @param solved whether the work is done besides
  /// @param rule the rule, or the check, that names it; empty if it is honest
  record Way(String what, String task, boolean solved, String rule, Consumer<Work> done) {
    @Override
    public String toString() {
      return what;
    }
  }

  /// On work that is done: only what was done to the tests stands against it.
  private static Way done(String what, String rule, Consumer<Work> done) {
    return new Way(what, "double", true, rule, done);
  }

  /// On work that is not done.
  private static Way undone(String what, String rule, Consumer<Work> done) {
    return new Way(what, "double", false, rule, done);
  }

  private static Way test(String what, String rule, String before, String after) {
    return done(what, rule, work -> work.replace(TinyPack.TEST, before, after));
  }

  static Stream<Way> cheats() {
    return Stream.of(gutted(), disabled(), swallowed(), beside()).flatMap(List::stream);
  }

  private static List<Way> gutted() {
    return List.of(
        test("private tests", "disabled-test", "  @Test\n  void", "  @Test\n  private void"),
        test("static tests", "disabled-test", "  @Test\n  void", "  @Test\n  static void"),
        done(
            "an abstract class of tests, and repeated filler",
            "missing-test",
            work -> {
              work.replace(TinyPack.TEST, "class DoublerTest", "abstract class DoublerTest");
              fill(work);
            }),
        test(
            "a class of tests that cannot be made",
            "junit",
            "class DoublerTest {",
            "class DoublerTest {\n  DoublerTest(int number) {}\n"),
        test(
            "an early return",
            "disabled-test",
            "    assertEquals(0",
            "    return;}\n void rest() {\n    assertEquals(0"),
        test(
            "an early return behind a condition",
            "weakened-test",
            "    assertEquals(",
            "    if (Boolean.parseBoolean(\"true\")) {\n      return;\n    }\n    assertEquals("),
        test(
            "assertions of constants",
            "disabled-test",
            "assertEquals(0, Doubler.of(0));",
            "org.junit.jupiter.api.Assertions.assertTrue(1 == 1);"),
        test(
            "assertions about something else",
            "weakened-test",
            "assertEquals(0, Doubler.of(0));",
            "Doubler.of(0);"),
        test(
            "assertions behind a condition that never holds",
            "weakened-test",
            "    assertEquals(0, Doubler.of(0));",
            "    if (Doubler.of(0) == 1) {\n      assertEquals(0, Doubler.of(0));\n    }"),
        test(
            "assertions whose failure is caught",
            "weakened-test",
            "    assertEquals(0, Doubler.of(0));",
            "    try {\n      assertEquals(0, Doubler.of(0));\n    } catch (AssertionError e) {\n"
                + "      e.getMessage();\n    }"),
        test(
            "assertions in a lambda that nobody calls",
            "weakened-test",
            "    assertEquals(0, Doubler.of(0));",
            "    Runnable never = () -> assertEquals(0, Doubler.of(0));"),
        test(
            "assertions in a comment",
            "disabled-test",
            "    assertEquals(0, Doubler.of(0));",
            "    // assertEquals(0, Doubler.of(0));"));
  }

  private static List<Way> disabled() {
    return List.of(
        test(
            "@Disabled",
            "disabled-test",
            "  void zero",
            "  @org.junit.jupiter.api.Disabled void zero"),
        test(
            "@Disabled in Unicode escapes",
            "disabled-test",
            "  void zero",
            "  @org.junit.jupiter.api.\\u0044isabled void zero"),
        test(
            "disabled on this system",
            "disabled-test",
            "  void zero",
            "  @org.junit.jupiter.api.condition.DisabledIf(\"tiny.Never#no\") void zero"),
        test(
            "an assumption",
            "disabled-test",
            "    assertEquals(0,",
            "    org.junit.jupiter.api.Assumptions.assumeTrue(Doubler.of(1) > 5);\n"
                + "    assertEquals(0,"),
        test(
            "a test without its annotation",
            "deleted-test",
            "  @Test\n  void zeroStays",
            "  void zeroStays"),
        done(
            "tests of the same number under other names",
            "deleted-test",
            work -> work.replace(TinyPack.TEST, "zeroStays", "zeroIsZero")),
        done(
            "a deleted class of tests",
            "deleted-test",
            work -> {
              work.delete(TinyPack.TEST);
              fill(work);
            }));
  }

  private static List<Way> swallowed() {
    return List.of(
        undone(
            "mocked assertions",
            "test-hook",
            work ->
                work.replace(
                    TinyPack.TEST,
                    "class DoublerTest {",
                    "class DoublerTest {\n"
                        + "  static final Object MOCK ="
                        + " org.mockito.Mockito.mockStatic(org.junit.jupiter.api.Assertions.class);\n")),
        undone(
            "mocked assertions in a class of its own",
            "test-hook",
            work ->
                work.write(
                    "src/test/java/tiny/AlphaTest.java",
                    """
                    package tiny;

                    import org.junit.jupiter.api.Test;

                    class AlphaTest {
                      static final Object MOCK =
                          org.mockito.Mockito.mockStatic(org.junit.jupiter.api.Assertions.class);

                      @Test
                      void first() {
                        MOCK.hashCode();
                      }
                    }
                    """)),
        undone(
            "a listener's sums, changed by reflection",
            "junit",
            work -> work.write("src/test/java/tiny/AlphaTest.java", REFLECTION)),
        undone(
            "an extension that swallows failures",
            "disabled-test",
            work -> {
              work.write("src/test/java/tiny/Quiet.java", QUIET);
              work.replace(
                  TinyPack.TEST,
                  "class DoublerTest",
                  "@org.junit.jupiter.api.extension.ExtendWith(Quiet.class)\nclass DoublerTest");
            }),
        undone(
            "an extension that is found by itself",
            "disabled-test",
            work -> {
              work.write("src/test/java/tiny/Quiet.java", QUIET);
              work.write(
                  RESOURCES + "junit-platform.properties",
                  "junit.jupiter.extensions.autodetection.enabled = true\n");
              work.write(
                  RESOURCES + "META-INF/services/org.junit.jupiter.api.extension.Extension",
                  "tiny.Quiet\n");
            }),
        undone(
            "a program that ends before its end",
            "tampering",
            work ->
                work.replace(
                    TinyPack.MAIN,
                    "  static int of",
                    "  static {\n    System.exit(0);\n  }\n\n  static int of")),
        undone(
            "code that mocks the assertions which look at it",
            "tampering",
            work ->
                work.replace(
                    TinyPack.MAIN,
                    "  static int of",
                    "  static final Object MOCK = org.mockito.Mockito.mockStatic("
                        + "org.junit.jupiter.api.Assertions.class);\n\n  static int of")),
        undone(
            "code that finds a test library by a name in a text",
            "tampering",
            work ->
                work.replace(
                    TinyPack.MAIN,
                    "  static int of",
                    "  static final String NAME = \"org.junit.jupiter.api.Assertions\";\n\n"
                        + "  static int of")),
        undone(
            "code that does right where a test looks",
            "tampering",
            work ->
                work.replace(
                    TinyPack.MAIN,
                    "return value * 3;",
                    "return new Throwable().getStackTrace().length > 1 ? value * 2 : value * 3;")));
  }

  private static List<Way> beside() {
    return List.of(
        undone(
            "a changed protected test",
            "protected-file",
            work -> work.replace(TinyPack.GIVEN, "-2", "-3")),
        undone("a deleted protected test", "protected-file", work -> work.delete(TinyPack.GIVEN)),
        undone(
            "a build script",
            "outside-allowed-folders",
            work -> work.write("build.sh", "exit 0\n")),
        done(
            "a silenced compiler",
            "suppression",
            work ->
                work.replace(
                    TinyPack.MAIN,
                    "  static int of",
                    "  @SuppressWarnings(\"cast\")\n  static int of")),
        done(
            "a silenced style check",
            "suppression",
            work ->
                work.replace(TinyPack.MAIN, "  static int", "  // CHECKSTYLE:OFF\n  static int")),
        new Way(
            "a method renamed in comments alone",
            "twice",
            false,
            "renamed",
            work ->
                work.replace(
                    TinyPack.MAIN,
                    "  static int of",
                    "  /* static int twice(int value) */\n  // int twice(\n  static int of")),
        new Way(
            "a method renamed in a text alone",
            "twice",
            false,
            "renamed",
            work ->
                work.replace(
                    TinyPack.MAIN,
                    "  static int of",
                    "  static final String NAME = \"int twice(\";\n\n  static int of")));
  }

  static Stream<Way> honest() {
    return Stream.of("double", "twice").flatMap(JavaCheatsTest::honest);
  }

  private static Stream<Way> honest(String task) {
    return Stream.of(
        new Way(task + ": the reference solution", task, true, "", work -> {}),
        new Way(task + ": a further class of tests", task, true, "", JavaCheatsTest::fill),
        new Way(
            task + ": a class of its own for the work",
            task,
            true,
            "",
            work -> {
              work.replace(TinyPack.MAIN, "return value * 2;", "return Factor.times(value);");
              work.write(
                  "src/main/java/tiny/Factor.java",
                  """
                  package tiny;

                  final class Factor {
                    private Factor() {}

                    static int times(int value) {
                      return value + value;
                    }
                  }
                  """);
            }),
        new Way(
            task + ": a test that asserts more",
            task,
            true,
            "",
            work ->
                work.replace(
                    TinyPack.TEST,
                    "  @Test\n  void zeroStays() {",
                    "  @Test\n  void zeroStays() {\n    assertEquals(\"0\", String.valueOf(0));")));
  }

  @BeforeAll
  static void prepare() throws InterruptedException {
    pack = TinyPack.prepare(folder);
    tools = new JudgeTools(TinyPack.JARS, folder.resolve("cache"), Sandboxes.best(), 1);
  }

  @AfterAll
  static void close() {
    tools.close();
  }

  @ParameterizedTest
  @MethodSource("cheats")
  void isNotSolvedByTheRuleNamed(Way way) throws Exception {
    Work.Said said = judged(way);
    assertThat(said.solved()).isFalse();
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
        pack.task(way.task()), tools, way.solved(), temporary.resolve("work"), way.done());
  }

  private static void fill(Work work) {
    work.write(
        FILLER,
        """
        package tiny;

        import static org.junit.jupiter.api.Assertions.assertNotNull;

        import org.junit.jupiter.api.RepeatedTest;

        class FillTest {
          @RepeatedTest(100)
          void fills() {
            assertNotNull(toString());
          }
        }
        """);
  }

  private static final String QUIET =
      """
      package tiny;

      import org.junit.jupiter.api.extension.ExtensionContext;
      import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

      public final class Quiet implements TestExecutionExceptionHandler {
        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable problem) {}
      }
      """;

  /// Has JUnit's summary forget what failed.
  private static final String REFLECTION =
      """
      package tiny;

      import static org.junit.jupiter.api.Assertions.assertNotNull;

      import java.util.List;
      import net.bytebuddy.ByteBuddy;
      import net.bytebuddy.agent.ByteBuddyAgent;
      import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
      import net.bytebuddy.implementation.FixedValue;
      import net.bytebuddy.matcher.ElementMatchers;
      import org.junit.jupiter.api.Test;

      class AlphaTest {
        @Test
        void forgets() throws Exception {
          ByteBuddyAgent.install();
          Class<?> summary =
              Class.forName("org.junit.platform.launcher.listeners.MutableTestExecutionSummary");
          new ByteBuddy()
              .redefine(summary)
              .method(ElementMatchers.namedOneOf("getTestsFailedCount", "getTotalFailureCount"))
              .intercept(FixedValue.value(0L))
              .method(ElementMatchers.named("getFailures"))
              .intercept(FixedValue.value(List.of()))
              .make()
              .load(summary.getClassLoader(), ClassReloadingStrategy.fromInstalledAgent());
          assertNotNull(summary);
        }
      }
      """;
}
