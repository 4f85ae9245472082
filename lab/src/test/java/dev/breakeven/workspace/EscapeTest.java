package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attempts to leave the sandbox, as an agent might make them. Each tries to read a secret outside,
/// or to leave a mark there; `SECRET`, `OUTSIDE` and `JUDGE` stand for places of this machine that
/// no agent would know so exactly. None does harm where it succeeds.
final class EscapeTest {
  private static final String CONTENT = "kept-from-agents";

  @TempDir Path temporary;

  @AfterEach
  void deleteWorkspace() {
    Folders.delete(temporary.resolve("workspace"));
  }

  private Finished attempt(String line) throws Exception {
    Path workspace = Files.createDirectories(temporary.resolve("workspace"));
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Path judge = Files.createDirectories(temporary.resolve("judge"));
    Path secret = Files.writeString(outside.resolve("secret"), CONTENT);
    Files.writeString(judge.resolve("verify"), "exit 1\n");
    String known =
        line.replace("SECRET", secret.toString())
            .replace("OUTSIDE", outside.toString())
            .replace("JUDGE", judge.toString());
    Finished finished =
        BubblewrapTest.usable()
            .run(
                new Command(
                    List.of("bash", "-c", known),
                    "/workspace",
                    Map.of(),
                    List.of(
                        new Command.Mount(workspace, "/workspace", true),
                        new Command.Mount(judge, "/judge", false)),
                    Duration.ofSeconds(20)));
    assertThat(finished.timedOut()).isFalse();
    assertThat(secret).hasContent(CONTENT);
    assertThat(judge.resolve("verify")).hasContent("exit 1\n");
    try (var left = Files.list(outside);
        var right = Files.list(judge)) {
      assertThat(left).containsExactly(secret);
      assertThat(right).containsExactly(judge.resolve("verify"));
    }
    return finished;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat SECRET",
        "cat ../outside/secret",
        "cat /workspace/../outside/secret",
        "ln -s SECRET link; cat link",
        "ln SECRET link; cat link",
        "cat /proc/1/root/SECRET",
        "cat /proc/self/root/SECRET",
        "cat /proc/1/cwd/../outside/secret",
        "for f in /proc/*/fd/* /proc/*/cwd/*; do [ -f $f ] && head -c 1000 $f; done; false",
        "cat /proc/*/environ; cat /proc/*/cmdline",
        "mkdir m; mount --bind / m; cat m/SECRET",
        "mkdir m; mount -t ext4 $(ls /dev/vd* /dev/sd* | head -1) m; cat m/SECRET",
        "unshare -Urm sh -c 'mount --bind / /tmp; cat /tmp/SECRET'",
        "unshare -r chroot /proc/1/root cat SECRET",
        "nsenter -t 1 -a cat SECRET",
        "chroot . cat SECRET",
        "bwrap --bind / / cat SECRET",
        "mknod disk b 254 0; head -c 100000 disk",
        "su -c 'cat SECRET'; sudo -n cat SECRET",
        "find / -name secret -exec cat {} + 2>/dev/null",
        "cp -rs $(dirname SECRET) copy; cat copy/secret",
        "echo mark > OUTSIDE/mark",
        "mkdir -p OUTSIDE; echo mark > OUTSIDE/mark; cat SECRET",
        "echo 'exit 0' > /judge/verify; chmod u+w /judge/verify; echo 'exit 0' > /judge/verify",
        "mv /judge /judge2; mkdir /judge; echo 'exit 0' > /judge/verify; sh /judge/verify || false",
        "rm -rf /judge/verify /judge; cat SECRET",
        "mount -o remount,rw /judge; echo 'exit 0' > /judge/verify",
        "umount -l /judge; echo 'exit 0' > /judge/verify",
        "echo 'exit 0' > JUDGE/verify",
        "for f in /proc/sys/kernel/* /proc/sysrq-trigger; do [ -w $f ] && echo kept-from-agents;"
            + " done",
        "for f in /etc /etc/* /usr /usr/bin/*sh /lib/* / /dev; do [ -w $f ] && echo"
            + " kept-from-agents; done",
        "kill -9 1; cat SECRET",
        "dmesg && echo kept-from-agents; head -c 10 /dev/mem && echo kept-from-agents",
        "ip link add type dummy && echo kept-from-agents; ls /sys/class/net && echo"
            + " kept-from-agents",
      })
  void theAttemptFails(String line) throws Exception {
    Finished finished = attempt(line);

    assertThat(finished.output()).doesNotContain(CONTENT);
  }

  @Test
  void noSocketOfThisMachineIsReached() throws Exception {
    var reached = new AtomicBoolean();
    try (var server = new ServerSocket(0, 5, InetAddress.getByName("0.0.0.0"))) {
      Thread listener =
          Thread.ofVirtual()
              .start(() -> {
                try (var connection = server.accept()) {
                  reached.set(connection.isConnected());
                } catch (IOException e) {
                  // Closed at the end, without a connection.
                }
              });
      String host = InetAddress.getLocalHost().getHostAddress();
      for (String address : List.of("127.0.0.1", "0.0.0.0", "localhost", host)) {
        attempt(
            "timeout 5 bash -c 'echo > /dev/tcp/%s/%d'".formatted(address, server.getLocalPort()));
      }
      assertThat(reached).isFalse();
      // Ends the listener, and shows that it would have noticed.
      try (var own = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
        listener.join();
        assertThat(own.isConnected()).isTrue();
      }
    }
    assertThat(reached).isTrue();
  }

  @Test
  void aProcessThatStaysBehindCannotWriteLater() throws Exception {
    attempt(
        """
        (setsid sh -c 'while :; do date +%N > /workspace/beat; done' </dev/null >/dev/null 2>&1 &)
        until [ -s /workspace/beat ]; do :; done\
        """);
    Path beat = temporary.resolve("workspace/beat");
    String last = Files.readString(beat);

    attempt("for i in $(seq 100); do date; done");

    assertThat(beat).hasContent(last);
  }
}
