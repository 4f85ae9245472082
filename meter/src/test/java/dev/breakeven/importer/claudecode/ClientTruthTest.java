package dev.breakeven.importer.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Input;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds the importer against what a recording provider truly billed to five versions of the
/// client.
///
/// A transcript cannot hold what the client never writes down: titles, the helpers of old versions,
/// compaction, and answers cut before their first block. The truth names these requests one by one;
/// they are taken off, and all that is left must be there.
final class ClientTruthTest {
  private static final Path CLIENT = Shared.CLIENTS.resolve("claude-code");

  @BeforeEach
  void needsTheSessions() {
    Shared.require(CLIENT);
  }

  /// Requests and tokens: requests, input, output, written, read.
  private record Sum(long requests, long input, long output, long written, long read) {
    static final Sum NONE = new Sum(0, 0, 0, 0, 0);

    Sum plus(Sum other) {
      return new Sum(
          requests + other.requests,
          input + other.input,
          output + other.output,
          written + other.written,
          read + other.read);
    }

    Sum minus(Sum other) {
      return plus(
          new Sum(-other.requests, -other.input, -other.output, -other.written, -other.read));
    }

    static Sum of(JsonNode truth) {
      return new Sum(
          truth.path("requests").asLong(),
          truth.path("input").asLong(),
          truth.path("output").asLong(),
          truth.path("cache_write").asLong(),
          truth.path("cache_read").asLong());
    }

    static Sum of(Trace trace, Predicate<Call> calls) {
      Sum sum = NONE;
      for (Call call : trace.calls()) {
        if (calls.test(call)) {
          Usage usage = call.answer().usage();
          sum =
              sum.plus(
                  new Sum(
                      1,
                      usage.count(TokenClass.UNCACHED),
                      usage.count(TokenClass.OUTPUT),
                      usage.count(TokenClass.WRITE_5M) + usage.count(TokenClass.WRITE_1H),
                      usage.count(TokenClass.READ)));
        }
      }
      return sum;
    }

    static Map<String, Sum> absent(JsonNode session) {
      var sums = new HashMap<String, Sum>();
      for (JsonNode request : session.path("not_in_transcript")) {
        JsonNode usage = request.path("usage");
        var one =
            new Sum(
                1,
                usage.path("input_tokens").asLong(),
                usage.path("output_tokens").asLong(),
                usage.path("cache_creation_input_tokens").asLong(),
                usage.path("cache_read_input_tokens").asLong());
        sums.merge(request.path("model").asString(), one, Sum::plus);
      }
      return sums;
    }
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
        Map<String, Sum> absent = Sum.absent(session.getValue());
        Sum all = Sum.of(session.getValue().path("all"));
        assertThat(Sum.of(trace, call -> true))
            .as(scenario.getKey() + " " + session.getKey())
            .isEqualTo(absent.values().stream().reduce(all, Sum::minus));
        models(scenario.getKey(), session.getValue(), trace, absent);
        agents(scenario.getKey(), session.getValue(), trace);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(traces.size()).isGreaterThan(40);
  }

  private static void models(
      String scenario, JsonNode session, Trace trace, Map<String, Sum> absent) {
    for (Map.Entry<String, JsonNode> model : session.path("by_model").properties()) {
      assertThat(
              Sum.of(
                  trace,
                  call ->
                      trace.agents().stream()
                          .filter(agent -> agent.id().equals(call.agent()))
                          .map(Agent::model)
                          .anyMatch(model.getKey()::equals)))
          .as(scenario + " " + model.getKey())
          .isEqualTo(Sum.of(model.getValue()).minus(absent.getOrDefault(model.getKey(), Sum.NONE)));
    }
  }

  /// The truth tells sub-agents apart from the version on that names them in its requests.
  private static void agents(String scenario, JsonNode session, Trace trace) {
    for (Map.Entry<String, JsonNode> agent : session.path("by_agent").properties()) {
      if (agent.getKey().equals("main") || agent.getKey().equals("auxiliary")) {
        continue;
      }
      assertThat(Sum.of(trace, call -> call.agent().equals(agent.getKey())))
          .as(scenario + " " + agent.getKey())
          .isEqualTo(Sum.of(agent.getValue()));
      assertThat(trace.agents())
          .filteredOn(other -> other.id().equals(agent.getKey()))
          .allSatisfy(other -> assertThat(other.instruction()).as(other.id()).isNotNull());
    }
  }
}
