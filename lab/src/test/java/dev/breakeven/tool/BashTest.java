package dev.breakeven.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.trace.Origin;
import dev.breakeven.workspace.Bubblewrap;
import dev.breakeven.workspace.Command;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Unconfined;
import dev.breakeven.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BashTest {
  @TempDir Path temporary;
  private Workspace workspace;
  private Sandbox sandbox;

  @BeforeEach
  void createWorkspace() throws Exception {
    Path source = Files.createDirectories(temporary.resolve("source"));
    Files.writeString(source.resolve("file"), "content\n");
    workspace = Workspace.create(source, temporary.resolve("workspace"));
    sandbox = Bubblewrap.find().map(Sandbox.class::cast).orElseGet(Unconfined::new);
  }

  @AfterEach
  void closeWorkspace() {
    workspace.close();
  }

  private Tool.Result run(Bash.Settings settings, String line) throws InterruptedException {
    return new Bash(sandbox, workspace, settings).run(Map.of("command", line));
  }

  private String text(String line) throws InterruptedException {
    return run(Bash.Settings.plain(), line).text();
  }

  private static Bash.Settings limited(Duration limit) {
    return new Bash.Settings(List.of(), Map.of(), limit, line -> false);
  }

  @Test
  void itRunsInTheTopFolder() throws Exception {
    Tool.Result result = run(Bash.Settings.plain(), "pwd && cat file && echo new > made");

    assertThat(result).isEqualTo(Tool.Result.of("/workspace\ncontent"));
    assertThat(workspace.folder().resolve("made")).hasContent("new");
  }

  @Test
  void aNonZeroExitIsToldAndIsNoFailureOfTheTool() throws Exception {
    assertThat(run(Bash.Settings.plain(), "echo found; exit 3"))
        .isEqualTo(Tool.Result.of("found\n[exit 3]"));
    assertThat(text("exit 1")).isEqualTo("[exit 1]");
    assertThat(text("kill -9 $$")).endsWith("[exit 137]");
  }

  @Test
  void silenceIsTold() throws Exception {
    assertThat(text("true")).isEqualTo("(no output)");
  }

  @Test
  void aCommandAtItsLimitIsAFailure() throws Exception {
    Tool.Result result = run(limited(Duration.ofSeconds(2)), "echo begun; sleep 100");

    assertThat(result).isEqualTo(Tool.Result.error("begun\n[killed after 2 s]"));
  }

  @Test
  void longOutputLosesItsMiddle() throws Exception {
    String text = text("seq 100000; exit 2");

    assertThat(text)
        .startsWith("1\n2\n3\n")
        .contains("characters left out")
        .endsWith("99999\n100000\n[exit 2]");
    assertThat(text.length()).isBetween(8_000, 8_100);
  }

  @Test
  void invalidBytesAreReplaced() throws Exception {
    assertThat(text("printf 'a\\xffb'")).isEqualTo("a\ufffdb");
  }

  @Test
  void equalRunsGiveEqualAnswers() throws Exception {
    String line = "pwd -P; ls -la file; cat none; git log --format=%H; echo $RANDOM > /dev/null";
    String first = text(line);
    workspace.close();
    workspace =
        Workspace.create(temporary.resolve("source"), temporary.resolve("another-workspace"));

    assertThat(text(line)).isEqualTo(first).doesNotContain(temporary.toString());
  }

  @Test
  void theJudgesAnswerIsMarked() throws Exception {
    Path judge = Files.createDirectories(temporary.resolve("judge"));
    Files.writeString(judge.resolve("verify"), "echo '{\"passed\":false}'; exit 1\n");
    var settings = Bash.Settings.judged(new Command.Mount(judge, "/judge", false), "/judge/verify");

    assertThat(run(settings, "sh /judge/verify"))
        .isEqualTo(new Tool.Result("{\"passed\":false}\n[exit 1]", false, Origin.JUDGE));
    assertThat(run(settings, "cat file").origin()).isEqualTo(Origin.TOOL_RESULT);
  }

  @Test
  void argumentsAreChecked() throws Exception {
    var bash = new Bash(sandbox, workspace, Bash.Settings.plain());

    assertThat(bash.run(Map.of()))
        .isEqualTo(Tool.Result.error("expected argument 'command' to be a string, got nothing"));
    assertThat(bash.run(Map.of("command", 5)).text()).contains("the number 5");
    assertThat(bash.run(Map.of("command", " ")).error()).isTrue();
    assertThat(bash.run(Map.of("command", "echo a\0b")).text()).contains("NUL");
    assertThat(bash.run(Map.of("command", "echo " + "x".repeat(50_000))).text())
        .contains("at most 40000 characters, got 50005");
    assertThat(bash.run(Map.of("command", "echo " + "\u20ac".repeat(39_000))).error()).isFalse();
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertThatThrownBy(() -> limited(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theDescriptionNamesTheLimit() {
    assertThat(new Bash(sandbox, workspace, Bash.Settings.plain()).description())
        .contains("After 120 seconds");
  }
}
