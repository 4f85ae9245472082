package dev.breakeven.importer.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Input;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds the importer against what a recording provider truly billed to five versions of the
/// client.
///
/// A transcript cannot hold what the client never writes down: titles, the helpers of old versions,
/// compaction, and answers cut before their first block. The truth names these requests one by one;
/// they are taken off, and all that is left must be there. What they are and come to is held by
/// [AbsentRequestsTest].
final class ClientTruthTest {
  private static final Path CLIENT = Shared.CLIENTS.resolve("claude-code");

  @BeforeEach
  void needsTheSessions() {
    Shared.require(CLIENT);
  }

  private static Map<String, Trace> transcripts() throws IOException {
    var inputs = new ArrayList<Input>();
    for (String folder :
        List.of("transcripts", "transcripts-resume-fork-compact", "transcripts-tui")) {
      inputs.addAll(Shared.under(CLIENT.resolve(folder)));
    }
    var traces = new TreeMap<String, Trace>();
    for (Trace trace : ClaudeCode.read(inputs).traces()) {
      traces.put(trace.labels().getOrDefault("session", ""), trace);
    }
    return traces;
  }

  private static JsonNode truth() throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(Files.readString(Shared.CLIENTS.resolve("TRUTH.json")));
  }

  @Test
  void everySessionHoldsWhatWasBilledLessWhatIsNeverWrittenDown() throws IOException {
    Map<String, Trace> traces = transcripts();
    int compared = 0;
    for (Map.Entry<String, JsonNode> scenario : truth().properties()) {
      for (Map.Entry<String, JsonNode> session : scenario.getValue().properties()) {
        Trace trace = traces.get(session.getKey());
        if (trace == null) {
          continue;
        }
        Map<String, Billed> absent = Billed.absent(session.getValue());
        Billed all = Billed.of(session.getValue().path("all"));
        assertThat(Billed.of(trace, call -> true))
            .as(scenario.getKey() + " " + session.getKey())
            .isEqualTo(absent.values().stream().reduce(all, Billed::minus));
        models(scenario.getKey(), session.getValue(), trace, absent);
        agents(scenario.getKey(), session.getValue(), trace);
        roles(scenario.getKey(), session.getValue(), trace);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(traces.size()).isGreaterThan(40);
  }

  private static void models(
      String scenario, JsonNode session, Trace trace, Map<String, Billed> absent) {
    for (Map.Entry<String, JsonNode> model : session.path("by_model").properties()) {
      assertThat(
              Billed.of(
                  trace,
                  call ->
                      trace.agents().stream()
                          .filter(agent -> agent.id().equals(call.agent()))
                          .map(Agent::model)
                          .anyMatch(model.getKey()::equals)))
          .as(scenario + " " + model.getKey())
          .isEqualTo(
              Billed.of(model.getValue()).minus(absent.getOrDefault(model.getKey(), Billed.NONE)));
    }
  }

  /// The truth tells sub-agents apart from the version on that names them in its requests.
  private static void agents(String scenario, JsonNode session, Trace trace) {
    for (Map.Entry<String, JsonNode> agent : session.path("by_agent").properties()) {
      if (agent.getKey().equals("main") || agent.getKey().equals("auxiliary")) {
        continue;
      }
      assertThat(Billed.of(trace, call -> call.agent().equals(agent.getKey())))
          .as(scenario + " " + agent.getKey())
          .isEqualTo(Billed.of(agent.getValue()));
      assertThat(trace.agents())
          .filteredOn(other -> other.id().equals(agent.getKey()))
          .allSatisfy(other -> assertThat(other.instruction()).as(other.id()).isNotNull());
    }
  }

  /// Requests of sub-agents are an executor's, whatever else was written down the main agent's. The
  /// truth tells them apart from the version on that names sub-agents in its requests.
  private static void roles(String scenario, JsonNode session, Trace trace) {
    JsonNode roles = session.path("by_role");
    if (!scenario.startsWith("2.1.")) {
      return;
    }
    Set<String> executors =
        trace.agents().stream()
            .filter(agent -> agent.role() == Role.EXECUTOR)
            .map(Agent::id)
            .collect(Collectors.toSet());
    assertThat(Billed.of(trace, call -> executors.contains(call.agent())))
        .as(scenario + " sub-agents")
        .isEqualTo(Billed.of(roles.path("subagent")));
    assertThat(Billed.of(trace, call -> !executors.contains(call.agent())))
        .as(scenario + " main")
        .isEqualTo(
            Billed.absent(session).values().stream()
                .reduce(
                    Billed.of(roles.path("main")).plus(Billed.of(roles.path("auxiliary"))),
                    Billed::minus));
  }
}
