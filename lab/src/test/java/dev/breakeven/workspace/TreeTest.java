package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TreeTest {
  @TempDir Path folder;

  @Test
  void changesAreToldByContentAndKind() throws Exception {
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("src/same"), "same");
    Files.writeString(folder.resolve("src/edited"), "before");
    Files.writeString(folder.resolve("becomes-link"), "text");
    Files.writeString(folder.resolve("becomes-program"), "text");
    Files.writeString(folder.resolve("src/gone"), "gone");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("src/same"));
    Tree before = Tree.of(folder);

    Files.writeString(folder.resolve("src/same"), "same");
    Files.writeString(folder.resolve("src/edited"), "after!");
    Files.delete(folder.resolve("becomes-link"));
    Files.createSymbolicLink(folder.resolve("becomes-link"), Path.of("src/same"));
    assertThat(folder.resolve("becomes-program").toFile().setExecutable(true)).isTrue();
    Files.delete(folder.resolve("src/gone"));
    Files.delete(folder.resolve("link"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("src/edited"));
    Files.writeString(folder.resolve("new"), "new");
    Tree.Changes changes = Tree.of(folder).changesSince(before);

    assertThat(changes.added()).containsExactly("new");
    assertThat(changes.changed())
        .containsExactly("becomes-link", "becomes-program", "link", "src/edited");
    assertThat(changes.deleted()).containsExactly("src/gone");
    assertThat(changes.none()).isFalse();
    assertThat(before.changesSince(before).none()).isTrue();
  }

  @Test
  void gitAndEmptyFoldersDoNotCount() throws Exception {
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/HEAD"), "x");
    Files.createDirectories(folder.resolve("nested/.git"));
    Files.writeString(folder.resolve("nested/.git/HEAD"), "x");
    Files.createDirectories(folder.resolve("worktree"));
    Files.writeString(folder.resolve("worktree/.git"), "gitdir: elsewhere");
    Files.createDirectories(folder.resolve("empty"));

    assertThat(Tree.of(folder).entries()).isEmpty();
  }

  @Test
  void linksAreNotFollowed() throws Exception {
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("."));

    assertThat(Tree.of(folder).entries())
        .containsOnlyKeys("dangling", "loop")
        .containsEntry("dangling", new Tree.Entry.Link("nowhere"));
  }

  @Test
  void aPipeIsNotRead() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor())
        .isZero();

    assertThat(Tree.of(folder).entries()).containsEntry("pipe", new Tree.Entry.Unreadable());
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThatThrownBy(() -> Tree.of(folder.resolve("none")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
  }
}
