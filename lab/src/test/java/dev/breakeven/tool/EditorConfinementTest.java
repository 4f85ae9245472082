package dev.breakeven.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EditorConfinementTest {
  @TempDir Path temporary;
  private Path outside;
  private Workspace workspace;

  @BeforeEach
  void createWorkspace() throws Exception {
    outside = Files.createDirectories(temporary.toRealPath().resolve("outside"));
    Files.writeString(outside.resolve("secret"), "the secret\n");
    Path source = Files.createDirectories(temporary.resolve("source"));
    Files.writeString(source.resolve("file"), "content\n");
    workspace = Workspace.create(source, temporary.resolve("workspace"));
    link("etc", "/etc");
    link("parent", "..");
    link("first", "second");
    link("second", "parent/outside");
    link("secret", "../outside/secret");
    link("absolute", outside.resolve("secret").toString());
    link("dangling", "../outside/made");
    link("dangling-absolute", outside.resolve("made").toString());
    link("dangling-inside", "made-inside");
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(workspace.folder().resolve(name), Path.of(target));
  }

  @AfterEach
  void closeWorkspace() {
    workspace.close();
  }

  private Tool.Result run(Map<String, Object> input) {
    return new Editor(workspace).run(input);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "etc/passwd",
        "etc",
        "parent",
        "parent/outside/secret",
        "first/secret",
        "second/secret",
        "secret",
        "absolute",
        "../outside/secret",
        "/workspace/../outside/secret",
        "/workspace/secret",
        "/proc/self/environ",
      })
  void nothingOutsideIsShownOrChanged(String path) {
    Tool.Result shown = run(Map.of("command", "view", "path", path));
    Tool.Result changed =
        run(Map.of("command", "str_replace", "path", path, "old_str", "secret", "new_str", "x"));
    Tool.Result inserted =
        run(Map.of("command", "insert", "path", path, "insert_line", 0, "new_str", "x"));

    assertThat(shown.error()).isTrue();
    assertThat(shown.text()).contains("expected a path inside /workspace").doesNotContain("root:");
    assertThat(changed.error()).isTrue();
    assertThat(inserted.error()).isTrue();
    assertThat(outside.resolve("secret")).hasContent("the secret\n");
  }

  @ParameterizedTest
  @CsvSource({
    "dangling",
    "dangling-absolute",
    "dangling-inside",
    "parent/outside/made",
    "parent/made",
    "first/made",
    "../outside/made",
    "../made",
    "etc/breakeven-made",
  })
  void nothingIsCreatedOutsideOrThroughADanglingLink(String path) throws IOException {
    Tool.Result result = run(Map.of("command", "create", "path", path, "file_text", "x"));

    assertThat(result.error()).isTrue();
    assertThat(result.text()).contains("expected a path inside /workspace");
    try (var entries = Files.list(outside)) {
      assertThat(entries).containsExactly(outside.resolve("secret"));
    }
    assertThat(outside.resolveSibling("made")).doesNotExist();
    assertThat(workspace.folder().resolve("made-inside")).doesNotExist();
    assertThat(Path.of("/etc/breakeven-made")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "/workspace"})
  void aListingFollowsNoLink(String path) {
    String text = run(Map.of("command", "view", "path", path)).text();

    assertThat(text).contains("/workspace/etc\n").doesNotContain("passwd", "outside");
  }
}
