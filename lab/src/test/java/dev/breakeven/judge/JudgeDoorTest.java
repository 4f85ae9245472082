package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.task.Edits;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.workspace.Command;
import dev.breakeven.workspace.Finished;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Unconfined;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeDoorTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static PreparedTask task;
  private static JudgeTools tools;

  @TempDir Path workspace;
  private final List<Duration> times = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void prepare() throws InterruptedException {
    task = TinyPack.prepare(folder).task("double");
    tools = new JudgeTools(TinyPack.JARS, folder.resolve("cache"), Sandboxes.best(), 1);
  }

  @AfterAll
  static void close() {
    tools.close();
  }

  @BeforeEach
  void checkOut() {
    FileTree.copy(task.tree(), workspace);
  }

  @Test
  void answersRepeatByteForByte() throws Exception {
    try (JudgeDoor door = open()) {
      Finished first = call(door, Sandboxes.best(), "/judge/verify");
      Finished second = call(door, Sandboxes.best(), "cd src && /judge/verify");
      assertThat(first.exitCode()).isOne();
      assertThat(first.output())
          .startsWith("{\"solved\":false,\"checks\":{\"javac\":{\"exit\":0,")
          .contains("src/test/java/tiny/DoublerTest.java:10 tiny.DoublerTest#twoIsFour")
          .endsWith("\n")
          .hasLineCount(1)
          .doesNotContain(workspace.toString());
      assertThat(second.output()).isEqualTo(first.output());
      assertThat(times).hasSize(2).allMatch(Duration::isPositive);
    }
  }

  @Test
  void solvedWorkExitsWithZero() throws Exception {
    Edits.apply(workspace, task.reference());
    try (JudgeDoor door = open()) {
      Finished finished = call(door, Sandboxes.best(), "/judge/verify");
      assertThat(finished.exitCode()).isZero();
      assertThat(finished.output()).contains("\"solved\":true").contains("\"findings\":[]");
    }
  }

  @Test
  void worksWithoutConfinement() throws Exception {
    try (JudgeDoor door = open()) {
      Finished finished = call(door, new Unconfined(), "/judge/verify");
      assertThat(finished.exitCode()).isOne();
      assertThat(finished.output()).startsWith("{\"solved\":false");
    }
  }

  @Test
  void answerToAKilledCallIsNotTakenForAnother() throws Exception {
    try (JudgeDoor door = open()) {
      call(door, new Unconfined(), "echo killed > /judge/request");
      Finished finished = call(door, Sandboxes.best(), "/judge/verify");
      assertThat(finished.exitCode()).isOne();
      assertThat(finished.output()).hasLineCount(1);
      assertThat(times).hasSize(2);
    }
  }

  @Test
  void aFloodOfWordsIsOneJudging() throws Exception {
    try (JudgeDoor door = open()) {
      // More than the pipe holds, and one line that is longer than memory should be asked for.
      call(door, new Unconfined(), "yes > /judge/request & sleep 1; kill $!");
      call(door, new Unconfined(), "head -c 20000000 /dev/zero > /judge/request");
      Finished finished = call(door, Sandboxes.best(), "/judge/verify");
      assertThat(finished.exitCode()).isOne();
      assertThat(finished.output()).hasLineCount(1).startsWith("{\"solved\":false");
      assertThat(times).hasSizeLessThan(20);
    }
  }

  @Test
  void aDoorWhosePipesAreFullCanBeClosed() throws Exception {
    JudgeDoor door = open();
    call(
        door,
        new Unconfined(),
        """
        timeout 2 cat /dev/zero > /judge/answer
        echo word > /judge/request
        (yes > /judge/request) & sleep 1\
        """);
    door.close();
    assertThat(door.mount().outside()).doesNotExist();
  }

  @Test
  void closingTellsAWaitingCall() throws Exception {
    JudgeDoor door = open();
    var waiting = new ProcessBuilder("/bin/sh", "-c", "exec cat < answer > /dev/null");
    Process process = waiting.directory(door.mount().outside().toFile()).start();
    door.close();
    assertThat(process.waitFor()).isNotNegative();
    assertThat(door.mount().outside()).doesNotExist();
  }

  private JudgeDoor open() throws InterruptedException {
    return JudgeDoor.open(new Judge(task, tools), workspace, (verdict, took) -> times.add(took));
  }

  private Finished call(JudgeDoor door, Sandbox sandbox, String line) throws InterruptedException {
    return sandbox.run(
        new Command(
            List.of("/bin/sh", "-c", line),
            "/work",
            Map.of(),
            List.of(new Command.Mount(workspace, "/work", true), door.mount()),
            LIMIT));
  }
}
