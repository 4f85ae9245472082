package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one session costs and why is the same by whatever way it is looked at.
final class SameSessionTest {
  private static final String MAIN =
      """
      {"type":"user","uuid":"u1","sessionId":"s1","cwd":"/p","timestamp":"2026-11-20T10:00:00.000Z","message":{"role":"user","content":"Look at the €uro signs: %s"}}
      {"type":"assistant","uuid":"u2","parentUuid":"u1","sessionId":"s1","requestId":"r1","timestamp":"2026-11-20T10:00:05.000Z","message":{"id":"m1","role":"assistant","model":"claude-opus-4-8","content":[{"type":"text","text":"I have it looked at."},{"type":"tool_use","id":"t1","name":"Task","input":{"prompt":"count\\nthem"}}],"stop_reason":"tool_use","usage":{"input_tokens":3,"cache_creation_input_tokens":12000,"cache_read_input_tokens":0,"output_tokens":60}}}
      {"type":"user","uuid":"u3","parentUuid":"u2","sessionId":"s1","timestamp":"2026-11-20T10:00:40.000Z","toolUseResult":{"agentId":"a1"},"message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"There are %s of them, I believe."}]}}
      {"type":"assistant","uuid":"u4","parentUuid":"u3","sessionId":"s1","requestId":"r2","timestamp":"2026-11-20T10:00:45.000Z","message":{"id":"m2","role":"assistant","model":"claude-opus-4-8","content":[{"type":"thinking","thinking":"So it is."},{"type":"text","text":"Forty."}],"stop_reason":"end_turn","usage":{"input_tokens":3,"cache_creation_input_tokens":700,"cache_read_input_tokens":12000,"output_tokens":30}}}
      """
          .formatted("ab€ ".repeat(300), "forty ".repeat(80));

  private static final String CHILD =
      """
      {"type":"user","uuid":"v1","isSidechain":true,"agentId":"a1","sessionId":"s1","timestamp":"2026-11-20T10:00:06.000Z","message":{"role":"user","content":"count\\nthem"}}
      {"type":"assistant","uuid":"v2","parentUuid":"v1","isSidechain":true,"agentId":"a1","sessionId":"s1","requestId":"r3","timestamp":"2026-11-20T10:00:30.000Z","message":{"id":"m3","role":"assistant","model":"claude-haiku-4-5","content":[{"type":"text","text":"forty"}],"stop_reason":"end_turn","usage":{"input_tokens":5,"cache_creation_input_tokens":9000,"cache_read_input_tokens":0,"output_tokens":4}}}
      """;

  @TempDir private Path folder = Path.of("");

  private Path session() throws IOException {
    Path agents = Files.createDirectories(folder.resolve("p/s1/subagents"));
    Files.writeString(agents.resolve("agent-a1.jsonl"), CHILD);
    return Files.writeString(folder.resolve("p/s1.jsonl"), MAIN);
  }

  private static JsonNode audit(Path path) {
    return JsonMapper.shared().readTree(Commands.done("audit", "--json", path.toString()).out());
  }

  @Test
  void aFileBringsTheFilesOfItsSubAgents() throws IOException {
    Path file = session();
    JsonNode whole = audit(folder.resolve("p"));
    assertThat(whole.path("calls").asInt()).isEqualTo(3);
    assertThat(audit(file)).isEqualTo(whole);
    assertThat(Commands.done("explain", file.toString()).out()).contains("s1 cost 0.0989 USD");
  }

  @Test
  void anExportReadBackHasTheSameCauses() throws IOException {
    Path file = session();
    Path copies = folder.resolve("copies");
    Commands.done("audit", "--export", "json", "--to", copies.toString(), file.toString());
    JsonNode first = audit(file);
    JsonNode second = audit(copies);
    for (String part : new String[] {"usd", "tokens", "cause", "tool", "role", "dearest"}) {
      assertThat(second.path(part)).as(part).isEqualTo(first.path(part));
    }
  }

  @Test
  void explainSaysWhatItsExportSays() throws IOException {
    Path file = session();
    Path copies = folder.resolve("copies");
    Commands.done("audit", "--export", "json", "--to", copies.toString(), file.toString());
    assertThat(table(copies.resolve("s1.jsonl"))).isEqualTo(table(file));
  }

  /// What `explain` prints, without how well the file could be read.
  private static String table(Path path) {
    String text = Commands.done("explain", path.toString(), "--by", "block").out();
    return text.substring(0, text.indexOf("\nRead: "));
  }
}
