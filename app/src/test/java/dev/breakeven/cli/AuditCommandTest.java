package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceReader;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class AuditCommandTest {
  /// A question and an answer as Claude Code writes them, a broken line and one that breaks off.
  private static final String TRANSCRIPT =
      """
      {"type":"user","uuid":"u1","sessionId":"s1","cwd":"/home/ann/shop","timestamp":"2026-11-20T10:00:00.000Z","message":{"role":"user","content":"What is here?"}}
      {"type":"assistant","uuid":"u2","parentUuid":"u1","sessionId":"s1","requestId":"r1","timestamp":"2026-11-20T10:00:05.000Z","message":{"id":"m1","role":"assistant","model":"claude-opus-4-8","content":[{"type":"text","text":"A small library."}],"stop_reason":"end_turn","usage":{"input_tokens":3,"cache_creation_input_tokens":12000,"cache_read_input_tokens":0,"output_tokens":20}}}
      {"type":}
      {"type":"assist\
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void aSessionIsToldInSentencesAndTables() throws IOException {
    Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    var printed = Commands.done("audit", folder.toString());
    assertThat(printed.out())
        .startsWith("1 call in 1 session cost 0.08 USD at list prices.")
        .contains("s1.jsonl:3: expected a line of JSON")
        .contains("1 cut");
    assertThat(printed.out().lines()).allMatch(line -> line.length() <= 100 || line.contains(":"));
  }

  @Test
  void aCopyIsBilledOnce() throws IOException {
    Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    Files.writeString(folder.resolve("s2.jsonl"), TRANSCRIPT.replace("\"s1\"", "\"s2\""));
    assertThat(Commands.done("audit", "--json", folder.toString()).out())
        .contains("\"calls\" : 1,")
        .contains("\"usd\" : \"0.075515\"");
  }

  @Test
  void sessionsOutsideThePeriodAreLeftOut() throws IOException {
    Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    assertThat(Commands.done("audit", "--since", "2026-11-21", folder.toString()).out())
        .contains("found no call of that period and project");
    assertThat(Commands.done("audit", "--csv", "--until", "2026-11-20", folder.toString()).out())
        .contains("day,\"2026-11-20\",12023,0.075515")
        .contains("project,\"/home/ann/shop\",12023,0.075515");
  }

  @Test
  void redactedCopiesAuditToTheSameAndSayWhatTheyHold() throws IOException {
    Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    Path copies = folder.resolve("copies");
    var printed = Commands.done("audit", "--redact", copies.toString(), folder.toString());
    assertThat(printed.out())
        .contains("Wrote 1 redacted session to " + copies + ". They hold times, token counts");
    String copy = Files.readString(copies.resolve("session-1.jsonl"));
    assertThat(copy)
        .contains("\"project\":\"project-1\"", "\"length\":16")
        .doesNotContain("library", "What is here", "ann", "shop", "\"s1\"");
    Trace trace = TraceReader.read(new StringReader(copy), "copy");
    assertThat(Pricing.of(Catalog.bundled()).bill(trace).total()).isEqualTo(Usd.of("0.075515"));
  }

  @Test
  void redactedCopiesNeverOverwriteAndLeaveTheJsonAlone() throws IOException {
    Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    String copies = folder.resolve("copies").toString();
    var printed =
        Commands.done("audit", "--json", "--redact", copies, folder.resolve("s1.jsonl").toString());
    assertThat(JsonMapper.shared().readTree(printed.out()).path("sessions").asInt()).isEqualTo(1);
    assertThat(printed.err()).startsWith("Wrote 1 redacted session to ");
    var again = Commands.run("audit", "--redact", copies, folder.toString());
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("expected a new or empty folder for --redact, got " + copies);
    assertThat(
            Commands.done(
                    "audit",
                    "--redact",
                    folder.resolve("none").toString(),
                    "--until",
                    "2020-01-01",
                    folder.resolve("s1.jsonl").toString())
                .out())
        .contains("No session to redact; nothing was written to ");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void anEmptyFolderIsSaidInOneSentence() {
    assertThat(Commands.done("audit", folder.toString()).out())
        .isEqualTo("Looked for sessions in " + folder + " and found none.\n");
  }

  @Test
  void placesAreWhereTheEnvironmentSays() {
    var home = Path.of("/home/ann");
    assertThat(Places.claudeCode(Map.of(), home))
        .isEqualTo(
            List.of(
                Path.of("/home/ann/.claude/projects"),
                Path.of("/home/ann/.config/claude/projects")));
    assertThat(Places.claudeCode(Map.of("CLAUDE_CONFIG_DIR", "/srv/claude"), home))
        .isEqualTo(List.of(Path.of("/srv/claude/projects")));
  }
}
