package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.FileTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerPoolTest {
  private final WorkerPool pool =
      new WorkerPool(Path.of(System.getProperty("java.home"), "bin", "java").toString(), 1);

  @TempDir Path folder;

  @BeforeEach
  void write() {
    FileTree.write(folder.resolve("src/A.java"), "class A {\n  int one = \"one\";\n}\n");
    FileTree.write(folder.resolve("src/B.java"), "class B {\n  int two() {\n  }\n}\n");
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void errorsOfAllPhasesShowInOneRun() throws Exception {
    ToolAnswer answer = compile();
    assertThat(answer.exitCode()).isOne();
    assertThat(answer.findings())
        .containsExactly(
            new Finding(
                "src/A.java",
                2,
                "prob.found.req",
                "incompatible types: java.lang.String cannot be converted to int"),
            new Finding("src/B.java", 3, "missing.ret.stmt", "missing return statement"));
  }

  @Test
  void deadWorkerIsReplaced() throws Exception {
    ToolAnswer before = compile();
    ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("CompileWorker"))
        .forEach(child -> {
          child.destroyForcibly();
          child.onExit().join();
        });
    assertThat(compile()).isEqualTo(before);
  }

  @Test
  void unparsableFileIsAFinding() throws Exception {
    FileTree.write(folder.resolve("src/A.java"), "class A {{{\n");
    Path config = Path.of("../packs/commons-cli/checkstyle.xml");
    ToolAnswer answer =
        pool.ask(List.of(checkstyle(), folder.toString(), config.toString(), "src"));
    assertThat(answer.exitCode()).isOne();
    assertThat(answer.findings())
        .containsExactly(new Finding("src/A.java", 0, "unreadable", "cannot be parsed"));
  }

  @Test
  void brokenConfigurationIsOurOwnFailure() throws Exception {
    String jars = checkstyle();
    Path config = Files.writeString(folder.resolve("config.xml"), "<module/>");
    assertThatThrownBy(() -> pool.ask(List.of(jars, folder.toString(), config.toString(), "src")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Checkstyle failed");
  }

  @Test
  void closedPoolRefuses() {
    pool.close();
    assertThatThrownBy(this::compile).hasMessage("the judge is closed");
  }

  private ToolAnswer compile() throws InterruptedException {
    return pool.ask(
        List.of(
            "javac",
            folder.toString(),
            folder.resolve("classes").toString(),
            "",
            "all",
            "UTF-8",
            "",
            "src"));
  }

  private static String checkstyle() throws IOException {
    try (var jars = Files.list(TinyPack.JARS)) {
      return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
    }
  }
}
