package dev.breakeven.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway in a process of its own that is killed under load: what a client has seen the end of
/// is in the ledger, once.
class KilledGatewayTest {
  private static final int KILLS = 20;
  private static final int CLIENTS = 8;
  private static final Pattern WRITTEN = Pattern.compile("\"request_id\":\"(req_\\d+)\"");

  private static final String ASKED =
      "{\"model\":\"claude-haiku-4-5\",\"max_tokens\":5,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private static final String ANSWER =
      "{\"id\":\"msg_NUMBER\",\"model\":\"claude-haiku-4-5\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}],"
          + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":7,\"output_tokens\":2}}";

  @TempDir private Path folder;

  /// The gateway of the process: prints its port and goes on until it is killed.
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      var upstreams = Upstream.all(List.of("anthropic=" + arguments[1]));
      Path out = Path.of(arguments[0]);
      var gateway =
          Gateway.start(new Gateway.Settings(0, upstreams, out, false, System.err::println));
      System.out.println(gateway.port());
      Thread.currentThread().join();
    }
  }

  @Tag("slow")
  @Test
  void noFinishedCallIsLostAndNoneIsThereTwice() throws Exception {
    var random = new Random(7);
    var calls = new AtomicLong();
    Set<String> finished = ConcurrentHashMap.newKeySet();
    try (var provider =
        new StandIn((_, out) -> {
          long number = calls.incrementAndGet();
          out.write(
              Setting.whole(
                  "200 OK",
                  "Request-Id: req_" + number + "\r\n",
                  ANSWER.replace("NUMBER", Long.toString(number))));
          return true;
        })) {
      for (int kill = 0; kill < KILLS; kill++) {
        killedUnderLoad(provider, finished, 100 + random.nextInt(400));
      }
    }

    List<String> written = written();
    assertThat(finished).as("calls that ended before a kill").hasSizeGreaterThan(KILLS * CLIENTS);
    assertThat(written).doesNotHaveDuplicates().containsAll(finished);
    assertThat(Setting.read(folder).calls().size())
        .as("calls that an audit reads")
        .isEqualTo(written.size());
  }

  private void killedUnderLoad(StandIn provider, Set<String> finished, int more) throws Exception {
    Process gateway =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                folder.toString(),
                provider.url())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var clients = new ArrayList<Thread>();
    try (var said = gateway.inputReader(StandardCharsets.UTF_8)) {
      int port = Integer.parseInt(said.readLine());
      int before = finished.size();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(Thread.ofVirtual().start(() -> asks(port, finished)));
      }
      while (finished.size() < before + more && gateway.isAlive()) {
        Thread.onSpinWait();
      }
    } finally {
      gateway.destroyForcibly().waitFor();
    }
    for (Thread client : clients) {
      client.join();
    }
  }

  /// Asks again and again until the gateway is gone.
  private static void asks(int port, Set<String> finished) {
    try (var client = new Setting.Connection(port)) {
      while (true) {
        client.send(Setting.post("/v1/messages", "X-Api-Key: k\r\n", ASKED));
        String head = client.read().head();
        int at = head.indexOf("Request-Id: ") + "Request-Id: ".length();
        finished.add(head.substring(at, head.indexOf('\r', at)));
      }
    } catch (IOException e) {
      // It was killed.
      return;
    }
  }

  private List<String> written() throws IOException {
    var written = new ArrayList<String>();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        var matcher = WRITTEN.matcher(Files.readString(file));
        while (matcher.find()) {
          written.add(matcher.group(1));
        }
      }
    }
    return written;
  }
}
