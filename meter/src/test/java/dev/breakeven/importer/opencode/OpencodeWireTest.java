package dev.breakeven.importer.opencode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Samples;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.AnthropicUsage;
import dev.breakeven.wire.OpenAiUsage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Holds the importer against what a recording provider answered to each session of opencode
/// 1.18.33, sub-agents included. The store never holds the request for a session's title.
final class OpencodeWireTest {
  @BeforeEach
  void needsTheSessions() {
    Samples.require(Samples.CLIENTS.resolve("opencode"));
  }

  /// A request that was answered with usage.
  private record Answered(String session, boolean child, boolean title, String model, Usage usage) {
    List<Object> told() {
      return List.of(model, Samples.tokens(usage));
    }
  }

  private static List<Answered> wire() throws IOException {
    var answered = new ArrayList<Answered>();
    for (Input file : Samples.under(Samples.CLIENTS.resolve("opencode/wire"))) {
      var asked = new HashMap<Long, JsonNode>();
      for (String line : Samples.text(file).lines().toList()) {
        JsonNode json = Samples.parse(line);
        JsonNode request = asked.computeIfAbsent(json.path("seq").asLong(), _ -> json);
        Usage usage = usage(json);
        if (!usage.counts().isEmpty()) {
          JsonNode headers = request.path("headers");
          JsonNode body = request.path("body");
          answered.add(
              new Answered(
                  headers.path("x-session-id").asString(),
                  headers.has("x-parent-session-id"),
                  body.path("tools").isEmpty(),
                  body.path("model").asString(),
                  usage));
        }
      }
    }
    return answered;
  }

  /// The usage an answer ended with, in the words of three interfaces; nothing where it broke off.
  private static Usage usage(JsonNode answer) {
    Usage usage = Usage.NONE;
    for (JsonNode event : answer.path("sse")) {
      JsonNode data = event.path("data");
      if (event.path("event").asString("").equals("message_delta")) {
        usage = AnthropicUsage.read(data.path("usage")).usage();
      } else if (data.path("usage").isObject() && data.has("choices")) {
        usage = OpenAiUsage.read(data.path("usage")).usage();
      } else if (data.path("response").path("usage").isObject()) {
        usage = OpenAiUsage.read(data.path("response").path("usage")).usage();
      }
    }
    return usage;
  }

  private static List<Trace> traces() throws IOException {
    return Samples.read(new Opencode(), Samples.under(Samples.CLIENTS.resolve("opencode/storage")))
        .traces();
  }

  @Test
  void everySessionHoldsWhatWasAnsweredToItButTheTitle() throws IOException {
    var billed = new TreeMap<String, List<Object>>();
    for (Answered answer : wire()) {
      if (!answer.title()) {
        billed.computeIfAbsent(answer.session(), _ -> new ArrayList<>()).add(answer.told());
      }
    }
    var read = new TreeMap<String, List<Object>>();
    for (Trace trace : traces()) {
      Map<String, String> models = new HashMap<>();
      trace.agents().forEach(agent -> models.put(agent.id(), agent.model()));
      for (Call call : trace.calls()) {
        read.computeIfAbsent(session(trace, call.agent()), _ -> new ArrayList<>())
            .add(
                List.of(
                    models.getOrDefault(call.agent(), ""), Samples.tokens(call.answer().usage())));
      }
    }
    assertThat(read).hasSize(10).isEqualTo(billed);
  }

  private static String session(Trace trace, String agent) {
    return agent.equals(Draft.MAIN) ? trace.labels().getOrDefault("session", "") : agent;
  }

  @Test
  void subAgentsAreExecutors() throws IOException {
    var children =
        wire().stream().filter(Answered::child).map(Answered::session).distinct().sorted().toList();
    var executors =
        traces().stream()
            .flatMap(trace -> trace.agents().stream())
            .filter(agent -> agent.role() == Role.EXECUTOR)
            .map(Agent::id)
            .sorted()
            .toList();
    assertThat(executors).hasSize(4).isEqualTo(children);
  }

  @Test
  void titlesAreAllThatTheStoreLacks() throws IOException {
    List<Answered> titles = wire().stream().filter(Answered::title).toList();
    assertThat(titles).hasSize(5);
    assertThat(Samples.tokens(titles.stream().map(Answered::usage).reduce(Usage.NONE, Usage::plus)))
        .containsExactly(592L + 589 + 589 + 590 + 606, 0L, 0L, 36L + 9 + 47 + 90 + 151);
  }
}
