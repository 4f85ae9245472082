package dev.breakeven.importer.codex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.OpenAiUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Holds the importer against what a recording provider answered to each thread of Codex 0.169.0,
/// sub-agents and a fork included.
final class CodexWireTest {
  private static final Path CODEX = Samples.CLIENTS.resolve("codex");

  @BeforeEach
  void needsTheSessions() {
    Samples.require(CODEX);
  }

  /// What was answered in full to each thread.
  private static Map<String, List<Usage>> wire() throws IOException {
    var threads = new TreeMap<String, List<Usage>>();
    for (Input file : Samples.under(CODEX.resolve("wire"))) {
      var askers = new HashMap<Long, String>();
      for (String line : Files.readAllLines(CODEX.resolve("wire").resolve(file.name()))) {
        JsonNode json = Samples.parse(line);
        long number = json.path("seq").asLong(0);
        if (json.path("kind").asString("").equals("request")) {
          askers.put(number, json.path("headers").path("thread-id").asString(""));
        }
        for (JsonNode event : json.path("sse")) {
          if (event.path("event").asString("").equals("response.completed")) {
            threads
                .computeIfAbsent(askers.getOrDefault(number, ""), key -> new ArrayList<>())
                .add(OpenAiUsage.read(event.path("data").path("response").path("usage")).usage());
          }
        }
      }
    }
    return threads;
  }

  private static Reading read() throws IOException {
    var inputs = new ArrayList<Input>(Samples.under(CODEX.resolve("sessions")));
    inputs.addAll(Samples.under(CODEX.resolve("sessions-builtin-provider")));
    return Samples.read(new Codex(), inputs);
  }

  private static Map<String, List<Usage>> threads(Reading reading) {
    var threads = new TreeMap<String, List<Usage>>();
    for (Trace trace : reading.traces()) {
      for (Call call : trace.calls()) {
        String agent = call.agent();
        String thread =
            agent.equals(Draft.MAIN) ? trace.labels().getOrDefault("session", "") : agent;
        threads.computeIfAbsent(thread, key -> new ArrayList<>()).add(call.answer().usage());
      }
    }
    return threads;
  }

  @Test
  void everyThreadHoldsWhatWasAnsweredToIt() throws IOException {
    Map<String, List<Usage>> billed = wire();
    Map<String, List<Usage>> read = threads(read());
    assertThat(read).hasSize(9);
    read.forEach((thread, usages) -> {
      List<Usage> truth = billed.getOrDefault(thread, List.of());
      assertThat(usages.stream().map(Samples::tokens).toList())
          .as(thread)
          .isEqualTo(truth.stream().map(Samples::tokens).toList());
    });
  }

  @Test
  void subAgentsAreChargedToTheCallThatSpawnedThem() throws IOException {
    Trace trace =
        read().traces().stream()
            .filter(other -> other.agents().size() > 1)
            .reduce((one, other) -> {
              throw new AssertionError("expected one session with sub-agents");
            })
            .orElseThrow();
    assertThat(trace.calls()).hasSize(10);
    assertThat(trace.usage().prompt()).isEqualTo(85_536);
    assertThat(Samples.tokens(trace.usage()).getLast()).isEqualTo(785);
    assertThat(trace.agents())
        .extracting(Agent::role)
        .containsExactly(Role.ORCHESTRATOR, Role.EXECUTOR, Role.EXECUTOR);
    assertThat(trace.agents().subList(1, 3))
        .allSatisfy(agent -> {
          assertThat(agent.parent()).isEqualTo(Draft.MAIN);
          assertThat(agent.instruction()).isNotNull();
        });
  }

  @Test
  void nothingOfThemIsUnknownOrUnread() throws IOException {
    Reading reading = read();
    assertThat(reading.health().unknown()).isEmpty();
    assertThat(reading.health().broken()).isEmpty();
    assertThat(reading.health().count(Count.MISSING_USAGE)).isZero();
  }
}
