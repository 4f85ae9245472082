package dev.breakeven.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.gateway.Counters.What;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What passes through, byte by byte, and what the ledger holds of it.
class RelayTest {
  private static final String KEY = "sk-ant-api03-" + "k".repeat(40);

  private static final String ASKED =
      "{\"model\":\"claude-haiku-4-5\", \"max_tokens\" :"
          + " 5,\"messages\":[{\"role\":\"user\",\"content\":\"Grüße\"}]}";

  private static final String ANSWER =
      "{\"id\":\"msg_1\",\"model\":\"claude-haiku-4-5\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}],"
          + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":7,\"cache_creation_input_tokens\":0,"
          + "\"cache_read_input_tokens\":3,\"output_tokens\":2}}";

  private static final List<String> EVENTS =
      List.of(
          event(
              "message_start",
              "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_2\",\"model\":\"claude-haiku-4-5\","
                  + "\"usage\":{\"input_tokens\":9,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":4,\"output_tokens\":1}}}"),
          event(
              "content_block_start",
              "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"),
          event(
              "content_block_delta",
              "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"hello\"}}"),
          event(
              "message_delta",
              "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":6}}"),
          event("message_stop", "{\"type\":\"message_stop\"}"));

  @TempDir private Path folder;

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }

  private static String chunk(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return Integer.toHexString(length) + "\r\n" + text + "\r\n";
  }

  private static void stream(OutputStream out, List<String> events, boolean end)
      throws IOException {
    write(
        out,
        "HTTP/1.1 200 OK|Content-Type: text/event-stream|Request-Id: req_9|Transfer-Encoding:"
            + " chunked||");
    for (String event : events) {
      write(out, chunk(event));
    }
    if (end) {
      write(out, "0\r\n\r\n");
    }
  }

  /// Writes `text`, in whose head `|` stands for the end of a line.
  private static void write(OutputStream out, String text) throws IOException {
    String lines = text.startsWith("HTTP/1.1") ? text.replace("|", "\r\n") : text;
    out.write(lines.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Test
  void bytesPassUnchangedButForTheHostAndTheConnection() throws IOException {
    byte[] answer =
        Setting.whole(
            "200 OK",
            "X-oDD: 1\r\nconnection: keep-alive\r\nrequest-ID: req_1\r\nx-odd: 2\r\n",
            ANSWER);
    try (var standIn = StandIn.always(answer);
        var setting = new Setting(folder, standIn, false);
        var client = setting.connect()) {
      for (int i = 0; i < 3; i++) {
        client.send(
            Setting.post(
                "/v1/messages?beta=true",
                "zeta: Z\r\nX-Api-Key: "
                    + KEY
                    + "\r\nConnection: keep-alive\r\nAlpha: a\r\nzeta: y\r\n",
                ASKED));
        RawMessage got = client.read();
        assertThat(got.head() + got.text())
            .isEqualTo(
                new String(answer, StandardCharsets.UTF_8)
                    .replace("connection: keep-alive\r\n", ""));
      }
      String host = standIn.url().substring("http://".length());
      String sent =
          new String(
                  Setting.post(
                      "/v1/messages?beta=true",
                      "zeta: Z\r\nX-Api-Key: " + KEY + "\r\nAlpha: a\r\nzeta: y\r\n",
                      ASKED),
                  StandardCharsets.UTF_8)
              .replace("127.0.0.1:1\r", host + "\r");
      assertThat(standIn.received)
          .hasSize(3)
          .allSatisfy(one -> assertThat(one.head() + one.text()).isEqualTo(sent));
      var read = setting.ledger();
      assertThat(read.calls())
          .hasSize(3)
          .allSatisfy(call -> {
            assertThat(call.answer().usage()).isEqualTo(new Usage(7, 0, Usage.ABSENT, 3, 2));
            assertThat(call.answer().known()).isEqualTo(Known.BILLED);
          });
      assertThat(Files.readString(setting.gateway.ledger()))
          .doesNotContain(KEY)
          .doesNotContain("Grüße")
          .contains("req_1");
    }
  }

  @Test
  void streamsPassPieceByPieceAndTheLastPieceWaitsForTheLedger()
      throws IOException, InterruptedException {
    var next = new CountDownLatch(1);
    try (var standIn =
            new StandIn((_, out) -> {
              stream(out, EVENTS.subList(0, 2), false);
              await(next);
              for (String event : EVENTS.subList(2, 5)) {
                write(out, chunk(event));
              }
              write(out, "0\r\n\r\n");
              return true;
            });
        var setting = new Setting(folder, standIn, false);
        var client = setting.connect()) {
      client.send(Setting.post("/v1/messages", "", ASKED));
      byte[] first = client.in.readNBytes(60);
      assertThat(new String(first, StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 OK\r\nContent-Type");
      next.countDown();
      String rest = "";
      while (!rest.endsWith("message_stop\"}\n\n\r\n")) {
        rest += (char) client.in.read();
      }
      // The client has the event by which it goes on: the line must be there.
      assertThat(Files.readString(setting.gateway.ledger()))
          .contains("\"answer_id\":\"msg_2\"")
          .contains("req_9");
      var call = setting.ledger().calls().getFirst();
      assertThat(call.answer().usage().count(TokenClass.OUTPUT)).isEqualTo(6);
      assertThat(call.answer().usage().count(TokenClass.UNCACHED)).isEqualTo(9);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aCutAnswerIsCutForTheClientTooAndItsUsageIsAFloor() throws IOException {
    try (var standIn =
            new StandIn((_, out) -> {
              stream(out, EVENTS.subList(0, 3), false);
              return false;
            });
        var setting = new Setting(folder, standIn, false);
        var client = setting.connect()) {
      client.send(Setting.post("/v1/messages", "", ASKED));
      RawMessage got = client.read();
      assertThat(got.whole()).isFalse();
      assertThat(new String(got.content(), StandardCharsets.UTF_8))
          .isEqualTo(String.join("", EVENTS.subList(0, 3)));
      var call = setting.ledger().calls().getFirst();
      assertThat(call.answer().known()).isEqualTo(Known.AT_LEAST);
      assertThat(call.answer().usage().count(TokenClass.UNCACHED)).isEqualTo(9);
    }
  }

  @Test
  void errorsPassAndCostNothing() throws IOException {
    byte[] answer =
        Setting.whole("429 Too Many Requests", "retry-after: 2\r\n", "{\"type\":\"error\"}");
    try (var standIn = StandIn.always(answer);
        var setting = new Setting(folder, standIn, false);
        var client = setting.connect()) {
      client.send(Setting.post("/v1/messages", "", ASKED));
      RawMessage got = client.read();
      assertThat(got.head() + got.text()).isEqualTo(new String(answer, StandardCharsets.UTF_8));
      var read = setting.ledger();
      assertThat(read.calls()).isEmpty();
      assertThat(read.health().toString()).contains("answered with an error");
    }
  }

  @Test
  void compressedAnswersPassCompressedAndAreRead() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(String.join("", EVENTS).getBytes(StandardCharsets.UTF_8));
    }
    byte[] body = packed.toByteArray();
    try (var standIn =
            new StandIn((_, out) -> {
              write(
                  out,
                  "HTTP/1.1 200 OK|Content-Encoding: gzip|Content-Length: "
                      + body.length
                      + "\r\n\r\n");
              out.write(body);
              return true;
            });
        var setting = new Setting(folder, standIn, false);
        var client = setting.connect()) {
      client.send(Setting.post("/v1/messages", "", ASKED));
      assertThat(client.read().body()).isEqualTo(body);
      assertThat(setting.ledger().calls().getFirst().answer().usage().count(TokenClass.OUTPUT))
          .isEqualTo(6);
    }
  }

  @Test
  void whatIsNotUnderstoodPassesAndIsNamed() throws IOException {
    byte[] answer = Setting.whole("200 OK", "", "not JSON");
    try (var standIn = StandIn.always(answer);
        var setting = new Setting(folder, standIn, false);
        var client = setting.connect()) {
      client.send(Setting.post("/v1/messages", "", "{broken"));
      assertThat(client.read().text()).isEqualTo("not JSON");
      assertThat(standIn.received.getFirst().text()).isEqualTo("{broken");
      var read = setting.ledger();
      assertThat(setting.gateway.counters().of(What.UNREAD)).isEqualTo(1);
      assertThat(read.calls().getFirst().answer().usage()).isEqualTo(Usage.NONE);
    }
  }

  @Test
  void otherPathsPassUntouchedAndHeadsHaveNoBodies() throws IOException {
    try (var standIn =
            new StandIn((request, out) -> {
              boolean head = request.line().startsWith("HEAD");
              write(
                  out,
                  head
                      ? "HTTP/1.1 200 OK|Content-Length: 5||"
                      : new String(Setting.whole("200 OK", "", "fine"), StandardCharsets.UTF_8));
              return true;
            });
        var setting = new Setting(folder, standIn, false);
        var client = setting.connect()) {
      client.send("HEAD / HTTP/1.1|Host: localhost||".replace("|", "\r\n"));
      assertThat(RawMessage.read(client.in, true).field("content-length")).isEqualTo("5");
      client.send("GET /v1/models?limit=2 HTTP/1.1|Host: localhost||".replace("|", "\r\n"));
      assertThat(client.read().text()).isEqualTo("fine");
      assertThat(standIn.received)
          .extracting(RawMessage::line)
          .containsExactly("HEAD / HTTP/1.1", "GET /v1/models?limit=2 HTTP/1.1");
      assertThat(setting.gateway.counters().of(What.PASSED)).isEqualTo(2);
    }
  }

  @Test
  void upgradesAreDeclinedAtOnceAndStrangersTurnedAway() throws IOException {
    try (var standIn = StandIn.always(new byte[0]);
        var setting = new Setting(folder, standIn, false)) {
      assertThat(
              status(
                  setting,
                  "GET /v1/responses HTTP/1.1|Host: 127.0.0.1|Connection: upgrade|Upgrade:"
                      + " websocket||"))
          .isEqualTo(426);
      assertThat(status(setting, "GET / HTTP/1.1|Host: evil.example||")).isEqualTo(403);
      assertThat(
              status(
                  setting,
                  "POST /v1/messages HTTP/1.1|Host: localhost|Content-Length: 5|Transfer-Encoding:"
                      + " chunked||0||"))
          .isEqualTo(400);
      assertThat(
              status(
                  setting,
                  "POST /v1/messages HTTP/1.1|Host: localhost|Content-Length: 5|Content-Length:"
                      + " 6||"))
          .isEqualTo(400);
      assertThat(status(setting, "GET / HTTP/1.1|Host: localhost|X: " + "x".repeat(70_000) + "||"))
          .isEqualTo(400);
      assertThat(standIn.received).isEmpty();
    }
  }

  private static int status(Setting setting, String request) throws IOException {
    try (var client = setting.connect()) {
      client.send(request.replace("|", "\r\n"));
      return client.read().status();
    }
  }

  @Test
  void manyCallsAtOnceAreEachThereOnce() throws Exception {
    try (var standIn =
            new StandIn((_, out) -> {
              stream(out, EVENTS, true);
              return true;
            });
        var setting = new Setting(folder, standIn, false);
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 50; i++) {
        all.add(
            clients.submit(() -> {
              try (var client = setting.connect()) {
                for (int j = 0; j < 4; j++) {
                  client.send(Setting.post("/v1/messages", "", ASKED));
                  assertThat(new String(client.read().content(), StandardCharsets.UTF_8))
                      .isEqualTo(String.join("", EVENTS));
                }
              }
              return 4;
            }));
      }
      for (Future<Integer> one : all) {
        assertThat(one.get()).isEqualTo(4);
      }
      var calls = setting.ledger().calls();
      assertThat(calls).hasSize(200);
      assertThat(calls)
          .allSatisfy(
              call -> assertThat(call.answer().usage().count(TokenClass.OUTPUT)).isEqualTo(6));
    }
  }

  @Test
  void aClientThatLeavesAbortsTheAnswerOrLetsItBeDrained()
      throws IOException, InterruptedException {
    for (boolean drains : List.of(false, true)) {
      var left = new CountDownLatch(1);
      Path own = folder.resolve(drains ? "drain" : "abort");
      try (var standIn =
              new StandIn((_, out) -> {
                stream(out, EVENTS.subList(0, 2), false);
                await(left);
                for (int i = 0; i < 200; i++) {
                  write(out, chunk(EVENTS.get(2)));
                }
                write(out, chunk(EVENTS.get(3)) + chunk(EVENTS.get(4)) + "0\r\n\r\n");
                return true;
              });
          var setting = new Setting(own, standIn, drains)) {
        try (var client = setting.connect()) {
          client.send(Setting.post("/v1/messages", "", ASKED));
          client.in.readNBytes(200);
        }
        left.countDown();
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (setting.gateway.counters().of(What.CALLS) == 0 && System.nanoTime() < deadline) {
          Thread.onSpinWait();
        }
        var call = setting.ledger().calls().getFirst();
        assertThat(call.answer().usage().count(TokenClass.UNCACHED)).isEqualTo(9);
        assertThat(call.answer().known()).isEqualTo(drains ? Known.BILLED : Known.AT_LEAST);
        assertThat(call.answer().usage().count(TokenClass.OUTPUT)).isEqualTo(drains ? 6 : 1);
      }
    }
  }
}
