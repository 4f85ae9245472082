package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.logs.SortedLogs;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds the audit against generated sessions whose truth is known: real transcripts of five
/// versions of Claude Code, chained, with every id changed. The generator is no part of the
/// project; where it or Python is not at hand, all this is skipped.
///
/// Makes 40 MB; `-Dgenerated.mb=200` makes more.
class GeneratedSessionsTest {
  private static final Path GENERATOR = Path.of("../../shared/tools/gen_sessions.py");

  @TempDir private static Path folder = Path.of("");

  private static boolean atHand;
  private static JsonNode truth = JsonMapper.shared().createObjectNode();

  @BeforeAll
  static void generate() throws IOException, InterruptedException {
    atHand = Files.exists(GENERATOR) && ran("python3", "--version");
    if (atHand) {
      String size = System.getProperty("generated.mb", "40");
      assertThat(ran("python3", GENERATOR.toString(), folder.toString(), "--mb", size)).isTrue();
      truth = JsonMapper.shared().readTree(Files.readString(folder.resolve("truth.json")));
    }
  }

  private static boolean ran(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @BeforeEach
  void theGeneratorIsAtHand() {
    assumeTrue(atHand, GENERATOR + " and python3 are not at hand");
  }

  private static Path sessions() {
    return folder.resolve(".claude");
  }

  @Test
  void callsAndTokensEqualTheTruth() {
    JsonNode audit =
        JsonMapper.shared().readTree(Commands.done("audit", "--json", sessions().toString()).out());
    JsonNode correct = truth.path("correct");
    JsonNode tokens = audit.path("tokens");
    assertThat(audit.path("sessions").asLong()).isEqualTo(truth.path("sessions").asLong());
    assertThat(audit.path("calls").asLong()).isEqualTo(truth.path("unique_messages").asLong());
    assertThat(
            List.of(
                tokens.path("uncached").asLong(),
                tokens.path("write_5m").asLong() + tokens.path("write_1h").asLong(),
                tokens.path("read").asLong(),
                tokens.path("output").asLong()))
        .containsExactly(
            correct.path("in").asLong(),
            correct.path("cw").asLong(),
            correct.path("cr").asLong(),
            correct.path("out").asLong());
    assertThat(audit.path("read").path("lines").asLong()).isEqualTo(truth.path("lines").asLong());
    assertThat(audit.path("read").path("inputs").asLong()).isEqualTo(truth.path("files").asLong());
    assertThat(audit.path("read").path("unknown_kinds")).isEmpty();
    assertThat(audit.path("read").path("broken_lines")).isEmpty();
  }

  @Test
  void callsOfSubAgentsEqualTheTruth() throws IOException {
    List<Input> inputs = LogPlaces.inputs(List.of(sessions()), new HealthLog());
    var calls = new EnumMap<Role, Long>(Role.class);
    Health health =
        SortedLogs.of(inputs, Optional.empty(), Contents.MEASURED)
            .read(trace -> trace, trace -> count(trace, calls));
    JsonNode roles = truth.path("by_role");
    long sub = calls.getOrDefault(Role.EXECUTOR, 0L);
    assertThat(sub).isEqualTo(roles.path("sub").asLong());
    assertThat(health.count(Count.CALLS) - sub).isEqualTo(roles.path("main").asLong());
  }

  private static synchronized void count(Trace trace, Map<Role, Long> calls) {
    Map<String, Role> roles =
        trace.agents().stream().collect(Collectors.toMap(Agent::id, Agent::role));
    trace.calls().forEach(call -> calls.merge(roles.get(call.agent()), 1L, Long::sum));
  }
}
