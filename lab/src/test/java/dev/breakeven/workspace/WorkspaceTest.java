package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceTest {
  @TempDir Path temporary;
  private Path source;

  @BeforeEach
  void makeSource() throws IOException {
    source = Files.createDirectories(temporary.resolve("source"));
    Files.createDirectories(source.resolve("src/main"));
    Files.writeString(source.resolve("src/main/A.java"), "class A { broken }\n");
    Files.writeString(source.resolve(".gitignore"), "*.log\n");
    Files.writeString(source.resolve("kept.log"), "ignored by git, yet part of the tree\n");
    Files.createSymbolicLink(source.resolve("link"), Path.of("src/main/A.java"));
    Path script = Files.writeString(source.resolve("run.sh"), "#!/bin/sh\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(source.resolve(".git"));
    Files.writeString(source.resolve(".git/HEAD"), "an earlier history\n");
  }

  private Workspace create(String name) throws InterruptedException {
    return Workspace.create(source, temporary.resolve(name));
  }

  private static Finished run(Workspace workspace, String line) throws InterruptedException {
    return new Unconfined()
        .run(
            new Command(
                List.of("bash", "-c", line),
                Workspace.INSIDE,
                Map.of(),
                List.of(workspace.mount()),
                Duration.ofSeconds(60)));
  }

  @Test
  void itHoldsTheSourceTreeAlone() throws Exception {
    Workspace workspace = create("w");

    assertThat(workspace.tree()).isEqualTo(Tree.of(source));
    assertThat(workspace.folder().resolve(".git/HEAD")).hasContent("ref: refs/heads/main");
    assertThat(run(workspace, "git status --porcelain --ignored").output()).isEmpty();
  }

  @Test
  void gitKnowsNoEarlierState() throws Exception {
    Workspace workspace = create("w");

    assertThat(run(workspace, "git log --all --oneline | wc -l").output().strip()).isEqualTo("1");
    assertThat(run(workspace, "git reflog --all; git stash list; git remote; git tag").output())
        .isEmpty();
    assertThat(run(workspace, "git fsck --lost-found --no-progress").output()).isEmpty();
    assertThat(run(workspace, "git branch -a").output()).isEqualTo("* main\n");
    assertThat(run(workspace, "git count-objects").output()).startsWith("9 objects");
    assertThat(workspace.folder().resolve(".git/hooks")).doesNotExist();
    assertThat(run(workspace, "git checkout -q . && git stash && cat src/main/A.java").output())
        .endsWith("class A { broken }\n");
  }

  @Test
  void equalSourcesGiveEqualCommitsAndFileTimes() throws Exception {
    Workspace first = create("w1");
    Workspace second = create("w2");

    assertThat(run(first, "git rev-parse HEAD").output())
        .isEqualTo(run(second, "git rev-parse HEAD").output());
    for (String name : List.of(".", "src", "src/main/A.java", "run.sh")) {
      assertThat(Files.getLastModifiedTime(first.folder().resolve(name)))
          .isEqualTo(Files.getLastModifiedTime(second.folder().resolve(name)))
          .isEqualTo(FileTime.from(Instant.parse("2000-01-01T00:00:00Z")));
    }
  }

  @Test
  void anAgentCanCommit() throws Exception {
    assertThat(run(create("w"), "echo x > new && git add new && git commit -qm new").exitCode())
        .isZero();
  }

  @Test
  void resetRestoresTheSourceTreeAndDropsEveryTrace() throws Exception {
    Workspace workspace = create("w");
    String head = run(workspace, "git rev-parse HEAD").output();
    run(
        workspace,
        """
        rm -rf src run.sh; ln -s /etc escape; echo x > new.txt; mkfifo pipe
        mkdir -p deep/er; chmod 000 deep; mkdir .git/hooks; echo 'touch /tmp/x' > .git/hooks/pre-commit
        git config core.fsmonitor 'touch bad'; git add -A; git commit -qm mine
        """);

    workspace.reset();

    assertThat(workspace.tree()).isEqualTo(Tree.of(source));
    assertThat(run(workspace, "git rev-parse HEAD; git config core.fsmonitor").output())
        .isEqualTo(head);
    assertThat(workspace.folder().resolve(".git/hooks")).doesNotExist();
  }

  @Test
  void resetDoesNotRunGitInWhatAnAgentLeft() throws Exception {
    Workspace workspace = create("w");
    Path trap = temporary.resolve("sprung");
    run(workspace, "git config core.fsmonitor 'touch " + trap + "'");

    workspace.reset();

    assertThat(trap).doesNotExist();
  }

  @Test
  void resetReplacesAFolderThatBecameALink() throws Exception {
    Workspace workspace = create("w");
    Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("kept"), "kept");
    Folders.delete(workspace.folder());
    Files.createSymbolicLink(workspace.folder(), elsewhere);

    workspace.reset();

    assertThat(Files.isDirectory(workspace.folder(), LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(workspace.tree()).isEqualTo(Tree.of(source));
    assertThat(elsewhere.resolve("kept")).hasContent("kept");
  }

  @Test
  void closeDeletesEvenFoldersTooDeepToName() throws Exception {
    Workspace workspace = create("w");
    run(workspace, "for i in $(seq 60); do n=$(printf 'd%.0s' $(seq 200)); mkdir $n; cd $n; done");

    workspace.close();

    assertThat(workspace.folder()).doesNotExist();
  }

  @Test
  void aFolderInUseIsRefused() throws Exception {
    Files.createDirectories(temporary.resolve("w"));
    Files.writeString(temporary.resolve("w/mine"), "precious");

    assertThatThrownBy(() -> create("w"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an absent or empty folder");
    assertThat(temporary.resolve("w/mine")).hasContent("precious");
  }

  @Test
  void aFolderInTheSourceIsRefused() {
    assertThatThrownBy(() -> Workspace.create(source, source.resolve("w")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("outside its source");
  }

  @Test
  void aMissingSourceIsNamed() {
    assertThatThrownBy(() -> Workspace.create(temporary.resolve("none"), temporary.resolve("w")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none");
  }

  @Test
  void insideIsTheReverseOfResolve() throws Exception {
    Workspace workspace = create("w");

    assertThat(workspace.inside(workspace.resolve("src/main"))).isEqualTo("/workspace/src/main");
    assertThat(workspace.inside(workspace.resolve("/workspace"))).isEqualTo("/workspace");
    assertThat(workspace.resolve("/workspace/link"))
        .isEqualTo(workspace.resolve("src/main/A.java"));
  }
}
