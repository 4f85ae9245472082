package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.logs.Importers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  /// A question and an answer as Claude Code writes them, and a line that breaks off.
  private static final String TRANSCRIPT =
      """
      {"type":"user","uuid":"u1","sessionId":"s1","timestamp":"2026-11-20T10:00:00.000Z","message":{"role":"user","content":"What is here?"}}
      {"type":"assistant","uuid":"u2","parentUuid":"u1","sessionId":"s1","requestId":"r1","timestamp":"2026-11-20T10:00:05.000Z","message":{"id":"m1","role":"assistant","model":"claude-opus-4-8","content":[{"type":"text","text":"A small library."}],"stop_reason":"end_turn","usage":{"input_tokens":3,"cache_creation_input_tokens":12000,"cache_read_input_tokens":0,"output_tokens":20}}}
      {"type":"assist\
      """;

  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aTranscriptOfClaudeCodeIsExplained() throws IOException {
    var file = Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    assertThat(explain(file)).as(err.toString()).isZero();
    assertThat(out)
        .asString()
        .contains("s1 cost 0.0755 USD (billed) in 1 turn.")
        .contains("for content that the trace does not hold")
        .contains("1 cut");
  }

  @Test
  void aFolderOfTranscriptsIsExplained() throws IOException {
    Files.createDirectories(folder.resolve("project"));
    Files.writeString(folder.resolve("project/s1.jsonl"), TRANSCRIPT);
    assertThat(explain(folder)).as(err.toString()).isZero();
    assertThat(out).asString().contains("s1 cost 0.0755 USD");
  }

  @Test
  void aFolderWithoutTracesIsAMistake() {
    assertThat(explain(folder)).isEqualTo(2);
    assertThat(err).asString().contains("there are no logs in " + folder);
  }

  @Test
  void aFileThatIsNoTraceIsAMistake() throws IOException {
    var file = Files.writeString(folder.resolve("poem.jsonl"), "{\"line\":\"Tyger Tyger\"}\n");
    assertThat(explain(file)).isEqualTo(2);
    assertThat(err)
        .asString()
        .contains("found no call; " + file + ": expected a log of a tool that is known");
  }

  @Test
  void aMissingFileIsAMistake() {
    assertThat(explain(folder.resolve("none.jsonl"))).isEqualTo(2);
    assertThat(err).asString().contains("there is no ");
  }

  @Test
  void anyToolsLogIsExplained() throws IOException {
    for (String tool : Importers.tools()) {
      ToolSeeds.Seed seed = ToolSeeds.of(tool);
      Path file = folder.resolve(tool).resolve(seed.name("x"));
      Files.createDirectories(file.getParent());
      Files.writeString(file, seed.text("x"));
      assertThat(explain(file)).as(tool + ": " + err).isZero();
      assertThat(out).asString().as(tool).contains("(billed) in ");
      out.getBuffer().setLength(0);
    }
  }

  private int explain(Path path) {
    return CommandLines.standard()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute("explain", path.toString());
  }
}
