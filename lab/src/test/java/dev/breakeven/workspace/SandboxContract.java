package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [Sandbox] must do.
abstract class SandboxContract {
  static final Duration AMPLE = Duration.ofSeconds(60);

  @TempDir Path folder;

  abstract Sandbox sandbox();

  final Command bash(String line, Duration limit) {
    return new Command(
        List.of("bash", "-c", line),
        "/workspace",
        Map.of("GIVEN", "yes"),
        List.of(new Command.Mount(folder, "/workspace", true)),
        limit);
  }

  final Finished run(String line) throws InterruptedException {
    return sandbox().run(bash(line, AMPLE));
  }

  /// Whether a process of this machine was started with `word` among its words.
  static boolean running(String word) {
    try (var all = ProcessHandle.allProcesses()) {
      return all.anyMatch(
          handle -> handle.isAlive() && handle.info().commandLine().orElse("").contains(word));
    }
  }

  @Test
  void outputAndErrorComeInterleaved() throws Exception {
    Finished finished = run("echo one; echo two >&2; echo three");

    assertThat(finished.output()).isEqualTo("one\ntwo\nthree\n");
    assertThat(finished.exitCode()).isZero();
    assertThat(finished.timedOut()).isFalse();
    assertThat(finished.took()).isPositive();
  }

  @Test
  void exitCodesAndSignalsAreReported() throws Exception {
    assertThat(run("exit 3").exitCode()).isEqualTo(3);
    assertThat(run("kill -SEGV $$").exitCode()).isEqualTo(128 + 11);
    assertThat(run("no-such-program").exitCode()).isEqualTo(127);
  }

  @Test
  void standardInputIsEmpty() throws Exception {
    assertThat(run("cat; wc -c; read line || echo end").output().strip()).matches("0\\s+end");
  }

  @Test
  void onlyAMinimalEnvironmentAndTheGivenVariablesAreSeen() throws Exception {
    String names = run("env -u _ | cut -d= -f1 | sort | tr '\\n' ' '").output();

    assertThat(names.replace("TMPDIR ", "")).isEqualTo("GIVEN HOME LANG PATH PWD SHLVL TZ ");
    assertThat(run("echo $HOME $LANG $TZ $GIVEN").output()).isEqualTo("/tmp C.UTF-8 UTC yes\n");
  }

  @Test
  void itStartsInTheFolderAndWritesThere() throws Exception {
    Finished finished = run("pwd; echo text > made; cat /workspace/made");

    assertThat(finished.output()).isEqualTo("/workspace\ntext\n");
    assertThat(folder.resolve("made")).hasContent("text");
  }

  @Test
  void pathsOfThisMachineDoNotShow() throws Exception {
    String output = run("pwd -P; realpath .; cat no-such-file; cat /proc/self/mountinfo").output();

    assertThat(output).doesNotContain(folder.toString());
  }

  @Test
  void longOutputLosesItsMiddle() throws Exception {
    Finished finished = run("echo first; head -c 5000000 /dev/zero | tr '\\0' x; echo last");

    assertThat(finished.output())
        .startsWith("first\nxxx")
        .endsWith("xxxlast\n")
        .contains("bytes of output not kept")
        .hasSizeLessThan(1_100_000);
  }

  @Test
  void aCommandAtItsLimitIsKilledWithItsChildren() throws Exception {
    String mark = "31" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000);

    Finished finished =
        sandbox()
            .run(bash("echo begun; sleep " + mark + " & sleep " + mark, Duration.ofSeconds(2)));

    assertThat(finished.timedOut()).isTrue();
    assertThat(finished.exitCode()).isEqualTo(137);
    assertThat(finished.output()).isEqualTo("begun\n");
    assertThat(running(mark)).isFalse();
  }

  @Test
  void daemonsDieWithTheCommand() throws Exception {
    Assumptions.assumeTrue(
        sandbox().confines() || Files.exists(Path.of("/proc/self/environ")),
        "without namespaces and /proc, daemons cannot be found");
    for (String form :
        List.of(
            "sleep %s & disown",
            "nohup sleep %s &",
            "setsid sleep %s &",
            "(setsid sleep %s >/dev/null 2>&1 </dev/null &)",
            """
            (setsid bash -c '(touch begun; sleep %s; true) & exit' &)
            until [ -e begun ]; do :; done\
            """)) {
      String mark = "31" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000);

      Finished finished = run(form.formatted(mark) + "\necho done");

      assertThat(finished.output()).as(form).contains("done");
      assertThat(finished.timedOut()).as(form).isFalse();
      assertThat(running(mark)).as(form).isFalse();
    }
  }

  @Test
  void anInterruptKillsTheCommand() throws Exception {
    String mark = "31" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000);
    var interrupted = new CountDownLatch(1);
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                run("touch begun; sleep " + mark);
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    while (!Files.exists(folder.resolve("begun"))) {
      Thread.onSpinWait();
    }

    caller.interrupt();

    interrupted.await();
    caller.join();
    assertThat(running(mark)).isFalse();
  }

  @Test
  void aMountThatMayNotBeChangedIsReadable(@TempDir Path other) throws Exception {
    Files.writeString(other.resolve("verify"), "#!/bin/sh\necho judged\n");
    var command =
        new Command(
            List.of("sh", "/judge/verify"),
            "/workspace",
            Map.of(),
            List.of(
                new Command.Mount(folder, "/workspace", true),
                new Command.Mount(other, "/judge", false)),
            AMPLE);

    assertThat(sandbox().run(command).output()).isEqualTo("judged\n");
  }

  @Test
  void aMountMayHaveAnyName() throws Exception {
    Path odd = Files.createDirectories(folder.resolve("an 'odd' $name & more"));
    Files.writeString(odd.resolve("file"), "content\n");
    var mounts = List.of(new Command.Mount(odd, "/workspace", true));
    var words = List.of("bash", "-c", "cat /workspace/file; pwd -P; echo x > /workspace/made");

    Finished finished = sandbox().run(new Command(words, "/workspace", Map.of(), mounts, AMPLE));

    assertThat(finished.output()).isEqualTo("content\n/workspace\n");
    assertThat(odd.resolve("made")).hasContent("x");
  }

  @Test
  void aMissingMountIsNamed() {
    var mounts = List.of(new Command.Mount(folder.resolve("absent"), "/workspace", true));
    var command = new Command(List.of("true"), "/workspace", Map.of(), mounts, AMPLE);

    assertThatThrownBy(() -> sandbox().run(command))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void aHugeFileCannotBeWritten() throws Exception {
    run("truncate -s 3000000000 big");

    assertThat(folder.resolve("big").toFile().length()).isZero();
  }
}
