package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.task.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder in which a process exchanges a folder for a link that leads out, or a file for a pipe,
/// all the time. It is not stopped: what holds is that nothing is reached but what is held.
final class RacedSnapshotTest {
  private static final int TRIES = 60;
  private static final int FILES = 300;
  private static final String SECRET = "kept from agents";
  private static final Snapshot.Bounds BOUNDS =
      new Snapshot.Bounds(
          new Descent.Bounds(10_000, 20, Duration.ofMinutes(1)), 10_000, 1 << 20, 1 << 26);

  @TempDir Path temporary;
  private Path workspace;
  private Path outside;

  @BeforeEach
  void fill() throws IOException {
    workspace = Files.createDirectories(temporary.toRealPath().resolve("workspace"));
    outside = Files.createDirectories(temporary.toRealPath().resolve("outside"));
    Files.createDirectories(workspace.resolve("folder"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(workspace.resolve("folder/file" + i), "own");
      Files.writeString(outside.resolve("file" + i), SECRET);
    }
    Files.createSymbolicLink(workspace.resolve("link"), outside);
  }

  @Test
  void nothingOfTheMachineIsCopied() throws Exception {
    int copied = 0;
    try (var _ = Racer.exchanging(workspace, "folder", "link")) {
      for (int i = 0; i < TRIES; i++) {
        Path target = temporary.resolve("copy" + i);
        copied += Snapshot.take(workspace, target, BOUNDS, _ -> false).files().size();
        assertThat(holdsSecret(target)).as("try %d", i).isFalse();
        Folders.delete(target);
      }
    }
    assertThat(copied).as("files copied in all tries").isPositive();
  }

  /// Without this, the test above would prove nothing: a copy that looks first and copies then.
  @Test
  void aCopyThatLooksFirstIsFooled() throws Exception {
    boolean fooled = false;
    try (var _ = Racer.exchanging(workspace, "folder", "link")) {
      for (int i = 0; !fooled && i < 100 * TRIES; i++) {
        Path target = temporary.resolve("copy" + i);
        copyAfterALook(target);
        fooled = Files.isDirectory(target) && holdsSecret(target);
        Folders.delete(target);
      }
    }
    assertThat(fooled).isTrue();
  }

  /// As the judge did once.
  private void copyAfterALook(Path target) {
    try {
      for (String path : FileTree.files(workspace)) {
        Path file = workspace.resolve(path);
        if (!Files.isSymbolicLink(file.getParent())
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          FileTree.copyFile(file, target.resolve(path));
        }
      }
    } catch (UncheckedIOException e) {
      // It went away in between: this try fooled nobody.
    }
  }

  /// Were a pipe opened, the copy would never end.
  @Test
  void noPipeIsOpened() throws Exception {
    Path pipe = workspace.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Files.writeString(workspace.resolve("plain"), "own");
    try (var _ = Racer.exchanging(workspace, "plain", "pipe")) {
      for (int i = 0; i < 5 * TRIES; i++) {
        Path target = temporary.resolve("copy" + i);
        var snapshot = Snapshot.take(workspace, target, BOUNDS, path -> path.contains("file"));
        assertThat(snapshot.files()).isSubsetOf("plain", "pipe");
        Folders.delete(target);
      }
    }
  }

  private static boolean holdsSecret(Path copy) throws IOException {
    for (String path : FileTree.files(copy)) {
      if (Files.readString(copy.resolve(path)).equals(SECRET)) {
        return true;
      }
    }
    return false;
  }
}
