package dev.breakeven.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.json.JsonTree;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Sends what real clients sent through the gateway to a stand-in that answers what they were
/// answered, and holds the ledger against the stand-in's books: by session, role, agent and model.
class WireReplayTest {
  private static final Path CLIENTS = Path.of("../../shared/data/clients");

  @TempDir private Path folder;

  /// Counts in the words of the books.
  private record Billed(long requests, long input, long written, long read, long output) {
    static Billed of(JsonNode json) {
      return new Billed(
          json.path("requests").asLong(0),
          json.path("input").asLong(0),
          json.path("cache_write").asLong(0),
          json.path("cache_read").asLong(0),
          json.path("output").asLong(0));
    }

    static Billed of(Trace trace, Predicate<Call> which) {
      List<Call> calls = trace.calls().stream().filter(which).toList();
      Usage sum = calls.stream().map(call -> call.answer().usage()).reduce(Usage.NONE, Usage::plus);
      return new Billed(
          calls.size(),
          sum.count(TokenClass.UNCACHED),
          sum.count(TokenClass.WRITE_5M) + sum.count(TokenClass.WRITE_1H),
          sum.count(TokenClass.READ),
          sum.count(TokenClass.OUTPUT));
    }
  }

  /// A recorded request and its answer.
  private record Recorded(JsonNode request, JsonNode answer) {}

  private static List<Recorded> recorded(Path file) throws IOException {
    var requests = new HashMap<Long, JsonNode>();
    var all = new ArrayList<Recorded>();
    for (String line : Files.readAllLines(file)) {
      JsonNode json = JsonTree.of(line);
      if (json.path("kind").asString("").equals("request")) {
        requests.put(json.path("seq").asLong(0), json);
      }
    }
    for (String line : Files.readAllLines(file)) {
      JsonNode json = JsonTree.of(line);
      JsonNode request = requests.get(json.path("seq").asLong(0));
      if (json.path("kind").asString("").equals("response") && request != null) {
        all.add(new Recorded(request, json));
      }
    }
    all.sort(java.util.Comparator.comparingLong(one -> one.request().path("seq").asLong(0)));
    return all;
  }

  private static byte[] bytes(JsonNode request) {
    var head = new StringBuilder();
    head.append(request.path("method").asString("")).append(' ');
    head.append(request.path("url").asString("")).append(" HTTP/1.1\r\n");
    byte[] body =
        request.path("body").isObject()
            ? request.path("body").toString().getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    for (Map.Entry<String, JsonNode> field : request.path("headers").properties()) {
      boolean length = field.getKey().equals("content-length");
      if (!length && !field.getKey().equals("transfer-encoding")) {
        head.append(field.getKey()).append(": ");
        head.append(field.getValue().asString("").replace("…", "")).append("\r\n");
      }
    }
    if (body.length > 0) {
      head.append("content-length: ").append(body.length).append("\r\n");
    }
    byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = java.util.Arrays.copyOf(first, first.length + body.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return all;
  }

  private static boolean answer(JsonNode answer, boolean head, OutputStream out)
      throws IOException {
    var text = new StringBuilder("HTTP/1.1 ");
    text.append(answer.path("status").asInt(200)).append(" X\r\n");
    for (Map.Entry<String, JsonNode> field : answer.path("headers").properties()) {
      if (!Set.of("content-length", "transfer-encoding", "content-encoding", "connection")
          .contains(field.getKey())) {
        text.append(field.getKey())
            .append(": ")
            .append(field.getValue().asString(""))
            .append("\r\n");
      }
    }
    if (!answer.has("sse")) {
      String body = answer.path("body").isObject() ? answer.path("body").toString() : "";
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      text.append("content-length: ").append(length).append("\r\n\r\n");
      out.write(text.append(head ? "" : body).toString().getBytes(StandardCharsets.UTF_8));
      return true;
    }
    text.append("transfer-encoding: chunked\r\n\r\n");
    for (JsonNode event : answer.path("sse")) {
      String name = event.path("event").asString("");
      String data =
          event.path("data").isString()
              ? event.path("data").stringValue()
              : event.path("data").toString();
      String one = (name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + data + "\n\n";
      int length = one.getBytes(StandardCharsets.UTF_8).length;
      text.append(Integer.toHexString(length)).append("\r\n").append(one).append("\r\n");
    }
    boolean whole = answer.path("outcome").asString("").equals("complete");
    out.write(text.append(whole ? "0\r\n\r\n" : "").toString().getBytes(StandardCharsets.UTF_8));
    return whole;
  }

  /// Replays `file`; the answer to a request is found by its number.
  private List<Trace> replay(Path file, String name) throws IOException {
    List<Recorded> all = recorded(file);
    var next = new java.util.concurrent.atomic.AtomicInteger();
    Path out = folder.resolve(name.replace('/', '-'));
    try (var standIn =
            new StandIn((request, stream) ->
                answer(all.get(next.get()).answer(), request.line().startsWith("HEAD"), stream));
        var setting = new Setting(out, standIn, false)) {
      for (int i = 0; i < all.size(); i++) {
        next.set(i);
        Recorded one = all.get(i);
        try (var client = setting.connect()) {
          byte[] sent = bytes(one.request());
          client.send(sent);
          boolean head = one.request().path("method").asString("").equals("HEAD");
          RawMessage got = RawMessage.read(client.in, head);
          assertThat(got.status()).as(name).isEqualTo(one.answer().path("status").asInt(0));
          assertThat(standIn.received.getLast().body())
              .as(name)
              .isEqualTo(RawMessage.read(new java.io.ByteArrayInputStream(sent), false).body());
        }
      }
      return setting.ledger().traces();
    }
  }

  private static JsonNode truth() throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(CLIENTS), "needs the recorded wires of real clients, which are not here");
    return JsonTree.of(Files.readString(CLIENTS.resolve("TRUTH.json")));
  }

  @Test
  void everySessionOfClaudeCodeIsWhatTheBooksSay() throws IOException {
    int compared = 0;
    for (Map.Entry<String, JsonNode> scenario : truth().properties()) {
      Path file = CLIENTS.resolve("claude-code/wire/" + scenario.getKey() + ".jsonl");
      if (!Files.exists(file)) {
        continue;
      }
      var sessions =
          replay(file, scenario.getKey()).stream()
              .collect(
                  Collectors.toMap(
                      trace -> trace.labels().getOrDefault("session", ""), trace -> trace));
      for (Map.Entry<String, JsonNode> session : scenario.getValue().properties()) {
        String what = scenario.getKey() + " " + session.getKey();
        Trace trace = sessions.get(session.getKey());
        if (trace == null) {
          assertThat(session.getValue().path("all").path("requests").asInt(0)).as(what).isZero();
          continue;
        }
        compare(what, scenario.getKey().startsWith("2.1."), session.getValue(), trace);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(50);
  }

  private static void compare(String what, boolean named, JsonNode books, Trace trace) {
    assertThat(Billed.of(trace, _ -> true)).as(what).isEqualTo(Billed.of(books.path("all")));
    Map<String, String> models =
        trace.agents().stream().collect(Collectors.toMap(Agent::id, Agent::model));
    books
        .path("by_model")
        .properties()
        .forEach(model ->
            assertThat(Billed.of(trace, call -> model.getKey().equals(models.get(call.agent()))))
                .as(what + " " + model.getKey())
                .isEqualTo(Billed.of(model.getValue())));
    Set<String> executors =
        trace.agents().stream()
            .filter(agent -> agent.role() == Role.EXECUTOR)
            .map(Agent::id)
            .collect(Collectors.toSet());
    if (!named) {
      return;
    }
    JsonNode roles = books.path("by_role");
    assertThat(Billed.of(trace, call -> executors.contains(call.agent())))
        .as(what + " sub-agents")
        .isEqualTo(Billed.of(roles.path("subagent")));
    assertThat(Billed.of(trace, call -> call.agent().startsWith("auxiliary")))
        .as(what + " auxiliary")
        .isEqualTo(Billed.of(roles.path("auxiliary")));
    books
        .path("by_agent")
        .properties()
        .forEach(agent -> {
          if (!Set.of("main", "auxiliary").contains(agent.getKey())) {
            assertThat(
                    Billed.of(trace, call -> call.agent().split("@", 2)[0].equals(agent.getKey())))
                .as(what + " " + agent.getKey())
                .isEqualTo(Billed.of(agent.getValue()));
          }
        });
  }

  @Test
  void codexAndOpencodeAreTakenApartByTheirHeaders() throws IOException {
    truth();
    Trace codex = replay(CLIENTS.resolve("codex/wire/codex-cx_subagent.jsonl"), "codex").getFirst();
    assertThat(codex.agents()).filteredOn(agent -> agent.role() == Role.EXECUTOR).hasSize(2);
    Billed all = Billed.of(codex, _ -> true);
    assertThat(all.input() + all.read() + all.written()).isEqualTo(85_536);
    assertThat(all.output()).isEqualTo(785);
    List<Trace> opencode =
        replay(CLIENTS.resolve("opencode/wire/opencode-oai-subagent.jsonl"), "opencode");
    assertThat(opencode.getFirst().agents())
        .filteredOn(agent -> agent.role() == Role.EXECUTOR)
        .isNotEmpty();
  }

  @Test
  void everyRecordedWirePassesAndEveryUsageIsRead() throws IOException {
    truth();
    try (Stream<Path> files = Files.walk(CLIENTS)) {
      for (Path file :
          files
              .filter(one ->
                  one.toString().contains("/wire/")
                      && one.toString().endsWith(".jsonl")
                      && !one.toString().contains("claude-code"))
              .sorted()
              .toList()) {
        List<Trace> traces = replay(file, file.getFileName() + "-all");
        assertThat(traces).as(file.toString()).isNotEmpty();
      }
    }
  }
}
