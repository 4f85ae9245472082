package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an audit says first, and the ways on from there, of made-up sessions.
class AuditScreenTest {
  private static final Path PICTURE = Path.of("../docs/first-screen.svg");

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void sessions() throws IOException {
    SampleSessions.write(folder.resolve("logs"), 2_000_000);
  }

  private String audit(String... more) {
    var arguments = new String[more.length + 2];
    arguments[0] = "audit";
    arguments[1] = folder.resolve("logs").toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return Commands.done(arguments).out();
  }

  @Test
  void theFirstScreenFitsATerminalAndSaysHowMuchWhyWhatToDoAndWhich() {
    String screen = audit();
    assertThat(screen.lines()).hasSizeLessThanOrEqualTo(24).allMatch(line -> line.length() <= 80);
    assertThat(screen)
        .contains(" USD at list prices.", "reading the context again", "sub-agents")
        .contains("What to change", "\"promptCacheTtl\": \"1h\" in settings.json (replayed;")
        .contains("Most expensive project", "Find the slow query")
        .contains("not in the log)");
    int percent =
        screen
            .lines()
            .filter(line -> line.matches("  [a-z].* {2}[\\d.]+ +\\d+ %.*"))
            .mapToInt(line -> Integer.parseInt(line.replaceFirst(".*?(\\d+) %.*", "$1")))
            .sum();
    assertThat(percent).isEqualTo(100);
  }

  @Test
  void aSessionIsOpenedByItsNumberOrByHowItsIdBegins() {
    String first = audit("--session", "1");
    assertThat(first)
        .contains("Session ", "claude-code 2.1.300", "1 session cost", "Next: explain");
    String id = first.replaceFirst("(?s).*Session ([0-9a-f]{8}).*", "$1");
    assertThat(audit("--session", id)).isEqualTo(first);
    var none = Commands.run("audit", folder.toString(), "--session", "zz");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("a number from 1 to", "got zz");
  }

  @Test
  void titlesAreLeftOutWhereThatIsAsked() {
    assertThat(audit("--no-titles")).doesNotContain("Find the slow query", "Add import");
    assertThat(audit("--no-titles", "--json")).doesNotContain("Find the slow query");
    assertThat(audit("--json")).contains("Find the slow query");
  }

  @Test
  void whereTheLogTellsNoTitleTheFirstQuestionStandsForIt() throws IOException {
    Path logs = Files.createDirectories(folder.resolve("other"));
    Files.writeString(
        logs.resolve("s1.jsonl"),
        """
        {"type":"user","uuid":"u0","sessionId":"s1","cwd":"C:\\\\work\\\\shop","timestamp":"2026-11-20T09:59:00.000Z","message":{"role":"user","content":"<command-name>/clear</command-name>"}}
        {"type":"user","uuid":"u1","parentUuid":"u0","sessionId":"s1","cwd":"C:\\\\work\\\\shop","timestamp":"2026-11-20T10:00:00.000Z","message":{"role":"user","content":"What is here?"}}
        {"type":"assistant","uuid":"u2","parentUuid":"u1","sessionId":"s1","requestId":"r1","timestamp":"2026-11-20T10:00:05.000Z","message":{"id":"m1","role":"assistant","model":"claude-opus-4-8","content":[{"type":"text","text":"A small library."}],"stop_reason":"end_turn","usage":{"input_tokens":3,"cache_creation_input_tokens":12000,"cache_read_input_tokens":0,"output_tokens":20}}}
        """);
    String screen = Commands.done("audit", logs.toString()).out();
    assertThat(screen).contains("What is here?", " shop ", "nothing found that would have saved");
    assertThat(Commands.done("audit", "--no-titles", logs.toString()).out())
        .doesNotContain("What is here?");
  }

  @Test
  void subAgentsThatAreNotInTheLogAreUnknownAndNotFree() throws IOException {
    Path logs = Files.createDirectories(folder.resolve("unlogged"));
    Files.writeString(
        logs.resolve("s2.jsonl"),
        """
        {"type":"user","uuid":"u1","sessionId":"s2","cwd":"/srv/app","timestamp":"2026-11-20T10:00:00.000Z","message":{"role":"user","content":"Find it."}}
        {"type":"assistant","uuid":"u2","parentUuid":"u1","sessionId":"s2","requestId":"r1","timestamp":"2026-11-20T10:00:05.000Z","message":{"id":"m1","role":"assistant","model":"claude-opus-4-8","content":[{"type":"tool_use","id":"t1","name":"Agent","input":{"description":"look","prompt":"Look for it."}}],"stop_reason":"tool_use","usage":{"input_tokens":3,"cache_creation_input_tokens":12000,"cache_read_input_tokens":0,"output_tokens":20}}}
        {"type":"user","uuid":"u3","parentUuid":"u2","sessionId":"s2","timestamp":"2026-11-20T10:01:00.000Z","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"Line 40."}]}]},"toolUseResult":{"status":"completed","agentId":"a1","totalDurationMs":50000,"totalTokens":900,"totalToolUseCount":7}}
        {"type":"assistant","uuid":"u4","parentUuid":"u3","sessionId":"s2","requestId":"r2","timestamp":"2026-11-20T10:01:05.000Z","message":{"id":"m2","role":"assistant","model":"claude-opus-4-8","content":[{"type":"text","text":"Line 40."}],"stop_reason":"end_turn","usage":{"input_tokens":3,"cache_creation_input_tokens":60,"cache_read_input_tokens":12000,"output_tokens":20}}}
        """);
    String screen = Commands.done("audit", logs.toString()).out();
    assertThat(screen).containsPattern("sub-agents +– +– % +not in the log");
    assertThat(screen.lines().filter(line -> line.contains(" app ")))
        .singleElement()
        .asString()
        .contains("≥ ")
        .endsWith(" ?");

    JsonNode json =
        JsonMapper.shared().readTree(Commands.done("audit", logs.toString(), "--json").out());
    assertThat(json.path("families"))
        .allSatisfy(family -> {
          boolean subAgents = family.path("name").asString().equals("sub_agents");
          assertThat(family.path("usd").isNull()).isEqualTo(subAgents);
          assertThat(family.path("at_least").asBoolean()).isEqualTo(subAgents);
        });
    assertThat(json.path("session_list").path(0).path("sub_agents_usd").isNull()).isTrue();
    assertThat(json.path("session_list").path(0).path("at_least").asBoolean()).isTrue();
  }

  @Test
  void programsGetTheSameFindingsAndFamiliesThatSumToTheBill() {
    JsonNode json = JsonMapper.shared().readTree(audit("--json"));
    assertThat(json.path("findings"))
        .anySatisfy(finding -> {
          assertThat(finding.path("setting").asString()).isEqualTo("promptCacheTtl");
          assertThat(finding.path("client_version").asString()).isEqualTo("2.1.300");
          assertThat(finding.path("known").asString()).isEqualTo("replayed");
          assertThat(finding.path("session").asString()).isNotEmpty();
          assertThat(finding.path("check").asString()).contains("ephemeral_1h_input_tokens");
        });
    var sum = BigDecimal.ZERO;
    for (JsonNode family : json.path("families")) {
      sum = sum.add(new BigDecimal(family.path("usd").asString()));
    }
    assertThat(sum).isEqualByComparingTo(json.path("usd").asString());
    assertThat(json.path("session_list")).hasSize(json.path("sessions").asInt());
  }

  /// The front page shows what the program prints; `-Dgolden.write` draws it anew and fails.
  @Test
  void thePictureOnTheFrontPageIsCurrent() throws IOException {
    String drawn = PictureCommand.svg(folder.resolve("picture"));
    String before = Files.exists(PICTURE) ? Files.readString(PICTURE) : "";
    if (!before.equals(drawn) && System.getProperty("golden.write") != null) {
      Files.writeString(PICTURE, drawn);
    }
    assertThat(before).isEqualTo(drawn);
  }
}
