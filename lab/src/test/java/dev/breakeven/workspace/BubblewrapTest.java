package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BubblewrapTest extends SandboxContract {
  private static final CommandLimits NARROW =
      new CommandLimits(100, 100 << 20, 1 << 20, 20 << 20, 1 << 20, 2 << 20);

  private Bubblewrap sandbox;

  @BeforeEach
  void find() throws InterruptedException {
    sandbox = usable();
  }

  /// The machine's bubblewrap; the test is skipped with the reason where there is none.
  static Bubblewrap usable() throws InterruptedException {
    return switch (Bubblewrap.search()) {
      case Bubblewrap.Search.Usable(Bubblewrap found) -> found;
      case Bubblewrap.Search.Unusable(String reason) -> {
        Assumptions.abort(reason);
        throw new AssertionError(reason);
      }
    };
  }

  @Override
  Sandbox sandbox() {
    return sandbox;
  }

  @Test
  void itSaysThatItConfines() {
    assertThat(sandbox.confines()).isTrue();
  }

  @Test
  void filesOfThisMachineAreNotSeen(@TempDir Path outside) throws Exception {
    Path secret = Files.writeString(outside.resolve("secret"), "not for you");
    String home = System.getProperty("user.home");

    assertThat(run("cat /etc/shadow").exitCode()).isNotZero();
    assertThat(run("cat " + secret).exitCode()).isNotZero();
    assertThat(run("ls -d " + home + " /var /opt /srv /sys /run").output())
        .doesNotContain("total")
        .contains("cannot access '/var'", "cannot access '/sys'");
    assertThat(run("ls /tmp").output()).isEmpty();
  }

  @Test
  void aServerOnThisMachineIsNotReached() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String attempt = "exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort();

      Finished finished = run(attempt);

      assertThat(finished.exitCode()).isNotZero();
      assertThat(finished.output()).contains("Connection refused");
      assertThat(run("exec 3<>/dev/tcp/192.0.2.1/80").output()).contains("unreachable");
      assertThat(run("cat /proc/net/dev | grep -c :").output()).isEqualTo("1\n");
    }
  }

  @Test
  void ourProcessesAndTheirVariablesAreNotSeen() throws Exception {
    String secret = System.getenv().getOrDefault("PATH", "");

    assertThat(run("ls /proc | grep -c '^[0-9]'").output().strip()).matches("[1-9]");
    assertThat(run("cat /proc/*/environ | tr '\\0' '\\n'").output())
        .doesNotContain("=" + secret + "\n")
        .doesNotContain("user.home");
    assertThat(run("cat /proc/1/cmdline | tr '\\0' ' '").output())
        .startsWith("/bin/sh -c echo started")
        .doesNotContain(folder.toString());
  }

  @Test
  void theSystemCannotBeChanged() throws Exception {
    for (String target : List.of("/usr/made", "/etc/made", "/made", "/dev/made", "/etc/passwd")) {
      assertThat(run("echo x > " + target).output()).as(target).contains("Read-only file system");
    }
  }

  @Test
  void theKernelsSettingsCannotBeChanged() throws Exception {
    // Writes back what stands there, in case it can be written.
    Finished finished = run("f=/proc/sys/kernel/core_pattern; v=$(cat $f); echo \"$v\" > $f");

    assertThat(finished.exitCode()).isNotZero();
    assertThat(run("find /proc -maxdepth 4 -writable -not -path '*/task/*' -type f").output())
        .doesNotContain("/proc/sys", "/proc/self/oom");
  }

  @Test
  void aReadOnlyMountCannotBeChanged(@TempDir Path judge) throws Exception {
    Files.writeString(judge.resolve("verify"), "original");
    var command =
        new Command(
            List.of(
                "bash",
                "-c",
                "echo x > /judge/verify; rm /judge/verify; mount -o remount,rw /judge"),
            "/workspace",
            Map.of(),
            List.of(
                new Command.Mount(folder, "/workspace", true),
                new Command.Mount(judge, "/judge", false)),
            AMPLE);

    Finished finished = sandbox.run(command);

    assertThat(finished.exitCode()).isNotZero();
    assertThat(judge.resolve("verify")).hasContent("original");
  }

  @Test
  void privilegesAreGone() throws Exception {
    assertThat(run("id -u; id -un").output()).isEqualTo("1000\nagent\n");
    assertThat(run("grep CapEff /proc/self/status").output()).endsWith("\t0000000000000000\n");
    assertThat(run("unshare -U true").exitCode()).isNotZero();
    assertThat(run("hostname || uname -n").output()).isEqualTo("sandbox\n");
  }

  @Test
  void aCommandThatBubblewrapCannotStartHasNoExitCode() {
    var command = new Command(List.of("true"), "/no/such/folder", Map.of(), List.of(), AMPLE);

    assertThatThrownBy(() -> sandbox.run(command))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("started no command")
        .hasMessageContaining("/no/such/folder");
  }

  @Test
  void tooManyProcessesAreStopped() throws Exception {
    Finished finished =
        sandbox
            .with(NARROW)
            .run(
                bash(
                    "exec sh -c 'i=0; while [ $i -lt 300 ]; do sleep 1000 & i=$((i + 1)); done;"
                        + " wait'",
                    AMPLE));

    assertThat(finished.output())
        .containsAnyOf(
            "more than 100 processes", "Cannot fork", "Resource temporarily unavailable");
    assertThat(finished.timedOut()).isFalse();
    assertThat(finished.exitCode()).isNotZero();
  }

  @Test
  void theTemporaryFolderIsBounded() throws Exception {
    Sandbox narrow = sandbox.with(NARROW);

    Finished finished =
        narrow.run(bash("for i in 1 2 3; do head -c 900000 /dev/zero > /tmp/$i; done", AMPLE));

    assertThat(finished.output()).contains("No space left on device");
  }

  // The last command of a shell takes the shell's place, and its memory is gone: hence "; :".
  @Test
  void tooMuchMemoryIsStopped() throws Exception {
    Finished finished =
        sandbox
            .with(NARROW)
            .run(bash("a=$(head -c 300000000 /dev/zero | tr '\\0' x); sleep 1000; :", AMPLE));

    assertThat(finished.output()).endsWith("[killed for using more than 100 MiB of memory]\n");
    assertThat(finished.timedOut()).isFalse();
  }

  @Test
  void memoryOfManyProcessesCountsTogether() throws Exception {
    String line =
        """
        for i in 1 2 3 4 5 6 7 8; do
          (a=$(head -c 20000000 /dev/zero | tr '\\0' x); sleep 1000; :) &
        done
        wait\
        """;

    Finished finished = sandbox.with(NARROW).run(bash(line, AMPLE));

    assertThat(finished.output()).endsWith("[killed for using more than 100 MiB of memory]\n");
  }

  @Test
  void memoryThatProcessesShareCountsOnce() throws Exception {
    String line =
        """
        a=$(head -c 30000000 /dev/zero | tr '\\0' x)
        for i in 1 2 3 4 5 6 7 8; do (read -t 1 < <(sleep 1000); echo $i) & done
        wait\
        """;

    Finished finished = sandbox.with(NARROW).run(bash(line, AMPLE));

    assertThat(finished.output().lines()).hasSize(8);
    assertThat(finished.exitCode()).isZero();
  }

  @Test
  void aFolderCannotBeFilledWithManyFiles() throws Exception {
    String line = "for ((i = 0; ; i++)); do head -c 900000 /dev/zero > part$i; sleep 0.05; done";

    Finished finished = sandbox.with(NARROW).run(bash(line, AMPLE));

    assertThat(finished.output())
        .endsWith("[killed for filling its folder with more than 20 MiB]\n");
    assertThat(finished.timedOut()).isFalse();
  }

  @Test
  void aFloodOfOutputIsStopped() throws Exception {
    Finished finished = sandbox.with(NARROW).run(bash("yes", AMPLE));

    assertThat(finished.output()).endsWith("[killed for printing more than 2 MiB]\n");
    assertThat(finished.output()).hasSizeLessThan(1_100_000);
  }

  @Test
  void aStormOfProcessesIsHeldByTheKernel() throws Exception {
    Assumptions.assumeTrue(
        sandbox.with(NARROW).bindsProcesses(),
        "as the superuser, without control groups, a storm could take this machine's processes");

    Finished finished =
        sandbox.with(NARROW).run(bash("f() { f | f & wait; }; f", Duration.ofSeconds(3)));

    assertThat(finished.output())
        .containsAnyOf("Resource temporarily unavailable", "more than 100 processes");
    assertThat(finished.exitCode()).isNotZero();
  }
}
