package dev.breakeven.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileToolsTest {
  @TempDir private Path folder = Path.of("");
  private Workspace workspace;
  private Toolbox tools;

  @BeforeEach
  void aRepository() throws Exception {
    var source = Files.createDirectories(folder.resolve("source/src/deep"));
    Files.writeString(source.resolve("A.txt"), "one\ntwo\n");
    Files.writeString(folder.resolve("source/src/B.txt"), "b\r\nc\r\n");
    Files.writeString(folder.resolve("source/top.md"), "top\n");
    workspace = Workspace.create(folder.resolve("source"), folder.resolve("work"));
    tools = new Toolbox(FileTools.of(workspace));
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void theyAreTheFourOfTheStudy() {
    assertThat(tools.tools())
        .extracting(Tool::name)
        .containsExactly("read", "write", "edit", "glob");
    assertThat(tools.tools().get(0).schema().toString())
        .contains("path", "view_range")
        .doesNotContain("command", "old_str");
  }

  @Test
  void readShowsLines() throws Exception {
    assertThat(run("read", Map.of("path", "src/deep/A.txt")).text()).contains("1\tone", "2\ttwo");
    var part = run("read", Map.of("path", "src/deep/A.txt", "view_range", List.of(2, 2)));
    assertThat(part.text()).contains("two").doesNotContain("one");
    assertThat(run("read", Map.of("path", "none.txt")).error()).isTrue();
  }

  @Test
  void editReplacesWhatStandsOnce() throws Exception {
    assertThat(run("edit", Map.of("path", "top.md", "old_str", "top", "new_str", "up")).error())
        .isFalse();
    assertThat(text("top.md")).isEqualTo("up\n");
    var refused = run("edit", Map.of("path", "top.md", "old_str", "top", "new_str", "x"));
    assertThat(refused.error()).isTrue();
    assertThat(refused.text()).contains("exactly once");
  }

  @Test
  void writeCreatesAndReplacesAndKeepsLineEnds() throws Exception {
    assertThat(run("write", Map.of("path", "new/C.txt", "file_text", "c\n")).text())
        .isEqualTo("Created /workspace/new/C.txt with 1 lines.");
    assertThat(run("write", Map.of("path", "src/B.txt", "file_text", "x\ny\n")).text())
        .startsWith("Replaced");
    assertThat(text("new/C.txt")).isEqualTo("c\n");
    assertThat(text("src/B.txt")).isEqualTo("x\r\ny\r\n");
    assertThat(run("write", Map.of("path", "src", "file_text", "x")).error()).isTrue();
  }

  @Test
  void globFindsFilesAndNothingOfGit() throws Exception {
    assertThat(run("glob", Map.of("pattern", "src/**/*.txt")).text())
        .isEqualTo("src/B.txt\nsrc/deep/A.txt");
    assertThat(run("glob", Map.of("pattern", "**")).text())
        .isEqualTo("src/B.txt\nsrc/deep/A.txt\ntop.md");
    assertThat(run("glob", Map.of("pattern", "*.java")).text()).isEqualTo("(no file matches)");
    assertThat(run("glob", Map.of("pattern", "[")).error()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../source/top.md", "/etc/passwd", "link/x", "a\0b"})
  void noneLeavesTheWorkspace(String path) throws Exception {
    Files.createSymbolicLink(workspace.folder().resolve("link"), folder.resolve("source"));
    assertThat(run("read", Map.of("path", path)).error()).isTrue();
    assertThat(run("write", Map.of("path", path, "file_text", "x")).error()).isTrue();
    assertThat(run("edit", Map.of("path", path, "old_str", "top", "new_str", "x")).error())
        .isTrue();
    assertThat(folder.resolve("source/x")).doesNotExist();
    assertThat(folder.resolve("source/top.md")).hasContent("top\n");
  }

  private Tool.Result run(String name, Map<String, Object> input) throws InterruptedException {
    return tools.run(name, input);
  }

  private String text(String path) throws IOException {
    return Files.readString(workspace.folder().resolve(path));
  }
}
