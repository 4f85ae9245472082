package dev.breakeven.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.workspace.Racer;
import dev.breakeven.workspace.Tree;
import dev.breakeven.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file tools in a workspace in which a process exchanges a folder for a link that leads out,
/// all the time.
final class RacedToolsTest {
  private static final int TRIES = 2_000;
  private static final String SECRET = "kept from agents";

  /// A name that is to be found outside alone.
  private static final String OUTSIDE = "only-outside";

  @TempDir Path temporary;
  private Path outside;
  private Workspace workspace;

  @BeforeEach
  void fill() throws Exception {
    outside = Files.createDirectories(temporary.toRealPath().resolve("outside"));
    Files.writeString(outside.resolve("file"), SECRET + "\n");
    Files.writeString(outside.resolve(OUTSIDE), SECRET + "\n");
    Path source = Files.createDirectories(temporary.resolve("source/folder"));
    Files.writeString(source.resolve("file"), "own\n");
    workspace = Workspace.create(temporary.resolve("source"), temporary.resolve("workspace"));
    Files.createSymbolicLink(workspace.folder().resolve("link"), outside);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void nothingOfTheMachineIsShownOrChanged() throws Exception {
    var before = Tree.of(outside);
    var editor = new Editor(workspace);
    var tools = new Toolbox(FileTools.of(workspace));
    int shown = 0;
    try (var _ = Racer.exchanging(workspace.folder(), "folder", "link")) {
      for (int i = 0; i < TRIES; i++) {
        var view = editor.run(Map.of("command", "view", "path", "folder/file"));
        assertThat(view.text()).as("try %d", i).doesNotContain(SECRET);
        shown += view.error() ? 0 : 1;
        assertThat(editor.run(Map.of("command", "view", "path", ".")).text())
            .doesNotContain(OUTSIDE);
        tools.run("write", Map.of("path", "folder/file", "file_text", "own " + i + "\n"));
        editor.run(Map.of("command", "create", "path", "folder/new" + i, "file_text", "own\n"));
        assertThat(tools.run("glob", Map.of("pattern", "**/*")).text()).doesNotContain(OUTSIDE);
      }
    }
    assertThat(shown).as("views that showed the file").isPositive();
    assertThat(Tree.of(outside)).isEqualTo(before);
  }

  /// Without this, the test above would prove nothing: a tool that looks first and reads then.
  @Test
  void aToolThatLooksFirstIsFooled() throws Exception {
    boolean fooled = false;
    Path folder = workspace.folder().resolve("folder");
    try (var _ = Racer.exchanging(workspace.folder(), "folder", "link")) {
      for (int i = 0; !fooled && i < 500 * TRIES; i++) {
        fooled = readAfterALook(folder).contains(SECRET);
      }
    }
    assertThat(fooled).isTrue();
  }

  private static String readAfterALook(Path folder) {
    try {
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          ? Files.readString(folder.resolve("file"))
          : "";
    } catch (IOException e) {
      return "";
    }
  }
}
