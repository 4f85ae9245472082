package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.task.FileTree;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.task.Setup;
import dev.breakeven.workspace.Bubblewrap;
import dev.breakeven.workspace.Command;
import dev.breakeven.workspace.Finished;
import dev.breakeven.workspace.Racer;
import dev.breakeven.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent that has the judge judge while another process of its own exchanges a note for a link
/// to one that is done, or for a pipe, all the time.
class RacedVerifyTest {
  private static final int TRIES = 60;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir Path temporary;
  private final List<Verdict> verdicts = Collections.synchronizedList(new ArrayList<>());
  private Bubblewrap sandbox;
  private PreparedTask task;
  private JudgeTools tools;
  private Workspace workspace;
  private Path done;

  @BeforeEach
  void prepare() throws Exception {
    sandbox =
        switch (Bubblewrap.search()) {
          case Bubblewrap.Search.Usable(var found) -> found;
          case Bubblewrap.Search.Unusable(var reason) -> {
            Assumptions.abort(reason);
            throw new AssertionError(reason);
          }
        };
    FileTree.write(temporary.resolve("repository/note.txt"), "Nothing yet.\n");
    Path pack = temporary.resolve("pack");
    FileTree.write(pack.resolve("prompt.md"), "Write a note. Ask ${verify}.\n");
    FileTree.write(
        pack.resolve("pack.yaml"),
        """
        pack: note
        repository: {kind: folder, folder: ../repository}
        checks:
          - {kind: pattern, files: ["*.txt"], regex: done, least: 1}
        rules: {allowed: ["*.txt"], ignored: ["*.other", "*.py"]}
        tasks:
          - task: note
            prompt: prompt.md
            red: [pattern]
            reference:
              - replace: {file: note.txt, before: "Nothing yet.", after: done}
        """);
    task =
        new Setup(temporary, temporary.resolve("cache"))
            .prepare(PackReader.read(pack))
            .task("note");
    tools = new JudgeTools(temporary, temporary.resolve("cache"), sandbox, 1);
    workspace = Workspace.create(task.tree(), temporary.resolve("workspace"));
    done = Files.writeString(temporary.toRealPath().resolve("outside.txt"), "done\n");
    Files.writeString(workspace.folder().resolve("race.py"), Racer.PROGRAM);
  }

  @AfterEach
  void close() {
    workspace.close();
    tools.close();
  }

  @Test
  void aLinkIsNeverFollowed() throws Exception {
    Files.createSymbolicLink(workspace.folder().resolve("note.other"), done);
    race();
  }

  @Test
  void aPipeIsNeverOpened() throws Exception {
    Path pipe = workspace.folder().resolve("note.other");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    race();
  }

  private void race() throws InterruptedException {
    try (JudgeDoor door =
        JudgeDoor.open(
            new Judge(task, tools), workspace.folder(), (verdict, _) -> verdicts.add(verdict))) {
      String line =
          """
          python3 race.py . note.txt note.other > /tmp/said &
          until [ -s /tmp/said ]; do sleep 0.05; done
          for i in $(seq %d); do /judge/verify > /dev/null && echo solved; done
          kill -0 $! && echo raced to the end\
          """
              .formatted(TRIES);
      Finished finished =
          sandbox.run(
              new Command(
                  List.of("bash", "-c", line),
                  Workspace.INSIDE,
                  Map.of(),
                  List.of(workspace.mount(), door.mount()),
                  LIMIT));
      assertThat(finished.output()).isEqualTo("raced to the end\n");
    }
    assertThat(verdicts).hasSize(TRIES).allMatch(Verdict.NotSolved.class::isInstance);
    // Both were met: the race was on.
    assertThat(verdicts.stream().map(VerdictLine::of).distinct()).hasSizeGreaterThan(1);
    Verdict last = new Judge(task, tools).judge(workspace.folder());
    assertThat(VerdictLine.isSolved(last)).isFalse();
  }
}
