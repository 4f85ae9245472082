package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever lies where sessions are looked for, the audit ends well, counts what is whole and names
/// what is not.
@Timeout(120)
class AuditFilesTest {
  private static final String LINK = ": expected a log, got a link, which is not followed";
  private static final String ENDLESS = ": expected a log, got no file that ends";

  @TempDir private Path folder = Path.of("");

  private String text = "";

  @BeforeEach
  void oneWholeSession() throws IOException {
    text = ToolSeeds.of("claude-code").text("whole");
    Files.writeString(folder.resolve("whole.jsonl"), text);
  }

  /// The printed report, which must count the one whole session.
  private String report() {
    String out = Commands.done("audit", "--all", folder.toString()).out();
    assertThat(out).startsWith("3 calls in 1 session cost ");
    return out;
  }

  private JsonNode json() {
    return JsonMapper.shared().readTree(Commands.done("audit", "--json", folder.toString()).out());
  }

  @Test
  void linksAreNotFollowedButNamed() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("a/b"));
    Files.createSymbolicLink(inner.resolve("loop"), folder);
    Files.createSymbolicLink(inner.resolve("self.jsonl"), inner.resolve("self.jsonl"));
    Files.createSymbolicLink(inner.resolve("copy.jsonl"), folder.resolve("whole.jsonl"));
    Files.createSymbolicLink(inner.resolve("gone.jsonl"), folder.resolve("nowhere.jsonl"));
    assertThat(report())
        .contains(
            inner.resolve("loop") + LINK,
            inner.resolve("copy.jsonl") + LINK,
            inner.resolve("gone.jsonl") + LINK,
            inner.resolve("self.jsonl") + LINK,
            "4 passed over");
  }

  @Test
  void aLinkThatIsNamedIsFollowed() throws IOException {
    Path link =
        Files.createSymbolicLink(folder.resolve("link.jsonl"), folder.resolve("whole.jsonl"));
    assertThat(Commands.done("audit", link.toString()).out()).startsWith("3 calls in 1 session");
  }

  @Test
  void pipesAndSocketsAreNamedAndDoNotHang() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe.jsonl");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo");
    Path socket = folder.resolve("s.jsonl");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertThat(report()).contains(pipe + ENDLESS, socket + ENDLESS, "2 passed over");
      Commands.Printed audit = Commands.run("audit", pipe.toString());
      assertThat(audit.exit()).as("nothing could be read").isEqualTo(3);
      assertThat(audit.out()).contains("and found none.", pipe + ENDLESS);
    }
  }

  @Test
  void aFolderNamedLikeALogIsAFolder() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("x.jsonl"));
    Files.move(folder.resolve("whole.jsonl"), inner.resolve("whole.jsonl"));
    report();
  }

  @Test
  void emptyFilesHoldNothing() throws IOException {
    for (String name : new String[] {"a.jsonl", "b.json", "c.csv", "d.eval", "e.traj"}) {
      Files.createFile(folder.resolve(name));
    }
    assertThat(report()).doesNotContain("b.json", "c.jsonl:");
  }

  @Test
  void whatMayNotBeReadIsNamed() throws IOException {
    var nobody = PosixFilePermissions.fromString("---------");
    Path file = Files.writeString(folder.resolve("locked.jsonl"), text.replace("whole", "locked"));
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.writeString(inner.resolve("x.jsonl"), text.replace("whole", "inner"));
    Files.setPosixFilePermissions(file, nobody);
    Files.setPosixFilePermissions(inner, nobody);
    try {
      assumeTrue(!Files.isReadable(file), "this user may read everything");
      assertThat(report()).contains(file + ": could not be read", inner + ": could not be read");
    } finally {
      Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aDatabaseThatIsNoneIsNamed() throws IOException {
    Path store = Files.writeString(folder.resolve("opencode.db"), "no database");
    assertThat(report()).contains(store + ": could not be read");
  }

  @Test
  void aFileThatGrowsWhileItIsReadIsReadAsFarAsItGoes() throws Exception {
    Path growing = folder.resolve("growing.jsonl");
    Files.createFile(growing);
    var stop = new AtomicBoolean();
    var failure = new AtomicReference<Exception>();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              byte[] bytes = text.replace("whole", "growing").getBytes(StandardCharsets.UTF_8);
              try {
                for (int i = 0; !stop.get(); i = (i + 97) % bytes.length) {
                  int end = Math.min(bytes.length, i + 97);
                  Files.write(
                      growing, Arrays.copyOfRange(bytes, i, end), StandardOpenOption.APPEND);
                }
              } catch (IOException e) {
                failure.set(e);
              }
            });
    try {
      for (int i = 0; i < 20; i++) {
        assertThat(json().path("calls").asLong()).isGreaterThanOrEqualTo(3);
      }
    } finally {
      stop.set(true);
      writer.join();
    }
    assertThat(failure.get()).isNull();
  }

  @Test
  void filesThatComeAndGoWhileReadAreNamedOrRead() throws Exception {
    var stop = new AtomicBoolean();
    Thread mover =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; !stop.get(); i = (i + 1) % 50) {
                Path file = folder.resolve("f" + i + ".jsonl");
                try {
                  if (!Files.deleteIfExists(file)) {
                    Files.writeString(file, text.replace("whole", "f" + i));
                  } else {
                    Files.createDirectories(folder.resolve("d" + i));
                    Files.deleteIfExists(folder.resolve("d" + (i - 1)));
                  }
                } catch (IOException e) {
                  stop.set(true);
                }
              }
            });
    try {
      for (int i = 0; i < 20; i++) {
        JsonNode audit = json();
        assertThat(audit.path("calls").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(audit.path("read").path("broken_lines"))
            .allMatch(line -> line.asString().contains("f"));
      }
    } finally {
      stop.set(true);
      mover.join();
    }
  }

  /// Numbers no provider sends, in sums that no long holds: the session is named, the rest told.
  @Test
  void countsBeyondAllBoundsAreNamed() throws IOException {
    Path odd = folder.resolve("odd.jsonl");
    Files.writeString(
        odd,
        text.replace("whole", "odd")
            .replace(":12000", ":1000000000000")
            .replace(":12300", ":1000000000000"));
    assertThat(report())
        .contains(
            odd
                + ": expected a session of at most 100000 USD and 1,000,000,000,000 tokens, got"
                + " more",
            "1 beyond bounds");
    Files.writeString(odd, text.replace("whole", "odd").replace(":12000", ":500000000000"));
    assertThat(report()).contains("1 beyond bounds");
  }

  @Test
  void aLineOf200MegabytesIsNamedAndTheRestRead() throws IOException {
    Path huge = folder.resolve("huge.jsonl");
    try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.writeBytes("{\"type\":\"user\",\"sessionId\":\"huge\",\"message\":{\"content\":\"");
      file.setLength(200_000_000);
      file.seek(file.length());
      file.writeBytes("\"}}\n" + text.replace("whole", "huge"));
    }
    JsonNode audit = json();
    assertThat(audit.path("calls").asLong()).isEqualTo(6);
    assertThat(audit.path("read").path("broken_lines"))
        .anyMatch(line -> line.asString().startsWith(huge + ":1"));
  }
}
