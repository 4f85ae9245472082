package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfinementTest {
  @TempDir Path temporary;
  private Path root;

  @BeforeEach
  void makeLinks() throws IOException {
    root = Files.createDirectories(temporary.toRealPath().resolve("root"));
    Files.createDirectories(root.resolve("src/deep"));
    Files.writeString(root.resolve("src/file"), "content");
    Files.createDirectories(root.resolveSibling("outside"));
    Files.writeString(root.resolveSibling("outside/secret"), "secret");
    Files.createDirectories(root.resolveSibling("root2"));
    link("etc", "/etc");
    link("passwd", "/etc/passwd");
    link("top", "/");
    link("parent", "..");
    link("src/deep/up", "../../../outside");
    link("sibling", "../root2");
    link("absolute-outside", root.resolveSibling("outside").toString());
    link("own-absolute", root.toString());
    link("prefix", "/workspace2/x");
    link("chain1", "chain2");
    link("chain2", "src/deep/chain3");
    link("src/deep/chain3", "../../etc");
    link("loop1", "loop2");
    link("loop2", "loop1");
    link("dangling", "nowhere");
    link("dangling-outside", "../outside/new");
    link("dangling-absolute", "/tmp/new-file");
    link("around", "src/../../outside/secret");
    link("proc", "/proc/self/root");
    link("good", "src/deep");
    link("good-up", "src/deep/../file");
    link("good-absolute", "/workspace/src");
    link("good-chain", "good-absolute/deep");
  }

  @AfterEach
  void deleteLinks() {
    Folders.delete(root);
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(name), Path.of(target));
  }

  @ParameterizedTest
  @CsvSource({
    "../outside/secret, contains '..'",
    "src/../../outside/secret, contains '..'",
    "src/../src/file, contains '..'",
    "/workspace/../etc/passwd, contains '..'",
    "/workspace/.., contains '..'",
    ".., contains '..'",
    "/etc/passwd, absolute and not under /workspace",
    "/, absolute and not under /workspace",
    "/workspace2/file, absolute and not under /workspace",
    "/workspacefile, absolute and not under /workspace",
    "//etc/passwd, absolute and not under /workspace",
    "/proc/self/environ, absolute and not under /workspace",
    "/judge/verify, absolute and not under /workspace",
    "etc, link out of the workspace",
    "etc/passwd, link out of the workspace",
    "passwd, link out of the workspace",
    "top/etc/passwd, link out of the workspace",
    "parent, link out of the workspace",
    "parent/outside/secret, link out of the workspace",
    "/workspace/parent/outside/secret, link out of the workspace",
    "src/deep/up, link out of the workspace",
    "src/deep/up/secret, link out of the workspace",
    "sibling/new, link out of the workspace",
    "absolute-outside/secret, link out of the workspace",
    "own-absolute/src/file, link out of the workspace",
    "prefix, link out of the workspace",
    "chain1/passwd, link out of the workspace",
    "around, link out of the workspace",
    "proc/etc/passwd, link out of the workspace",
    "dangling-outside, link out of the workspace",
    "dangling-absolute, link out of the workspace",
    "loop1, more than 40 links",
    "loop1/file, more than 40 links",
    "dangling, link to a place that does not exist",
    "dangling/new, link to a place that does not exist",
    "'', it is empty",
    "' ', it is empty",
  })
  void anEscapeIsRefused(String path, String reason) {
    assertThatThrownBy(() -> Confinement.resolve(root, path))
        .isInstanceOf(PathRefused.class)
        .hasMessageContaining("'" + path + "'")
        .hasMessageContaining(reason)
        .hasMessageNotContaining(root.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "src/file, src/file",
    "/workspace/src/file, src/file",
    "/workspace, ''",
    "., ''",
    "./src//deep/, src/deep",
    "/workspace//src/./file, src/file",
    "new, new",
    "new/deeper/file, new/deeper/file",
    "good/new, src/deep/new",
    "good-up, src/file",
    "good-absolute/file, src/file",
    "good-chain/new, src/deep/new",
    "..., ...",
    "..name, ..name",
    "~/file, ~/file",
    "C:\\file, C:\\file",
    "src/file/below, src/file/below",
  })
  void aPlaceInsideIsFound(String path, String place) {
    assertThat(Confinement.resolve(root, path)).isEqualTo(root.resolve(place));
  }

  @Test
  void aNulCharacterIsRefused() {
    assertThatThrownBy(() -> Confinement.resolve(root, "src/file\0.png"))
        .isInstanceOf(PathRefused.class)
        .hasMessageContaining("cannot be a file's name");
  }
}
