package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Violation;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.Glob;
import dev.breakeven.task.PreparedTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Extensions of JUnit that make failing tests pass, on work that is not done.
class SwallowedFailureTest {
  private static final String EXTENSION = "src/test/java/tiny/Quiet.java";
  private static final String SETTINGS = "src/test/resources/junit-platform.properties";
  private static final String SERVICE =
      "META-INF/services/org.junit.jupiter.api.extension.Extension";

  private static final String EXTENDED =
      "@org.junit.jupiter.api.extension.ExtendWith(Quiet.class)\nclass DoublerTest";
  private static final Glob NOTHING = new Glob(List.of());

  @TempDir static Path folder;
  private static PreparedTask task;

  @TempDir Path workspace;

  @BeforeAll
  static void prepare() throws InterruptedException {
    task = TinyPack.prepare(folder).task("double");
  }

  @BeforeEach
  void copy() {
    FileTree.copy(task.tree(), workspace);
    write(
        EXTENSION,
        """
        package tiny;

        import org.junit.jupiter.api.extension.ExtensionContext;
        import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

        public final class Quiet implements TestExecutionExceptionHandler {
          @Override
          public void handleTestExecutionException(ExtensionContext context, Throwable problem) {}
        }
        """);
  }

  @Test
  void extensionThatIsFoundByItselfIsNamedThoughAllTestsPass() throws Exception {
    write(SETTINGS, "# All of them.\njunit.jupiter.extensions.autodetection.enabled = true\n");
    write("src/test/resources/" + SERVICE, "tiny.Quiet\n");
    try (var tools = new JudgeTools(TinyPack.JARS, folder.resolve("cache"), Sandboxes.best(), 1)) {
      Verdict verdict = new Judge(task, tools).judge(workspace);
      assertThat(verdict.checks()).allMatch(CheckResult::passed);
      assertThat(verdict)
          .isEqualTo(
              new Verdict.NotSolved(
                  verdict.checks(),
                  List.of(
                      new Violation(
                          "disabled-test",
                          "src/test/resources/" + SERVICE,
                          "1 × " + SERVICE + ": tiny.Quiet added"),
                      new Violation(
                          "disabled-test",
                          SETTINGS,
                          "1 × junit-platform.properties:"
                              + " junit.jupiter.extensions.autodetection.enabled = true added"))));
    }
  }

  @Test
  void extensionOfAClassIsNamed() {
    change("class DoublerTest", EXTENDED);
    assertThat(tricks())
        .extracting(Violation::rule, Violation::path, Violation::detail)
        .containsExactly(
            tuple("disabled-test", TinyPack.TEST, "1 × @ExtendWith(Quiet.class) added"));
  }

  @Test
  void extensionInAFieldIsNamed() {
    change(
        "  @Test\n  void zeroStays",
        "  @org.junit.jupiter.api.extension.RegisterExtension Quiet quiet = null; @Test void"
            + " zeroStays");
    assertThat(tricks())
        .extracting(Violation::rule, Violation::detail)
        .containsExactly(tuple("disabled-test", "1 × @RegisterExtension Quiet added"));
  }

  @Test
  void expectedFailureIsNamed() {
    change("  void zeroStays", "  @org.junitpioneer.jupiter.ExpectedToFail void zeroStays");
    assertThat(tricks())
        .extracting(Violation::rule, Violation::detail)
        .containsExactly(tuple("disabled-test", "1 × @ExpectedToFail added"));
  }

  @Test
  void strayByteHidesNothing() throws IOException {
    Path file = workspace.resolve(SETTINGS);
    write(SETTINGS, "");
    Files.write(file, "# \u00ff\na = b\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(tricks())
        .extracting(Violation::detail)
        .containsExactly("1 × junit-platform.properties: a = b added");
  }

  @Test
  void extensionThatWasThereBeforeIsNoTrick(@TempDir Path before) {
    change("class DoublerTest", EXTENDED);
    write(SETTINGS, "a = b\n");
    FileTree.copy(workspace, before);
    change("assertEquals(0,", "// Nothing stays.\n    assertEquals(0,");
    write(SETTINGS, "# Why.\na = b\n");
    assertThat(Changes.between(before, workspace, NOTHING).changed()).hasSize(2);
    assertThat(tricks(before)).isEmpty();
  }

  private List<Violation> tricks() {
    return tricks(task.tree());
  }

  private List<Violation> tricks(Path tree) {
    List<String> paths = Changes.between(tree, workspace, NOTHING).all();
    var before = SourceReader.read(tree, paths);
    return new Tricks(before, before, SourceReader.read(workspace, paths)).violations();
  }

  private void write(String path, String text) {
    FileTree.write(workspace.resolve(path), text);
  }

  private void change(String before, String after) {
    String text = FileTree.read(workspace.resolve(TinyPack.TEST));
    assertThat(text).contains(before);
    write(TinyPack.TEST, text.replace(before, after));
  }
}
