package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.logs.Importers;
import dev.breakeven.importer.logs.SortedLogs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SortedLogsTest {
  private static SortedLogs sorted(Input... inputs) {
    return SortedLogs.of(List.of(inputs), Optional.empty(), Contents.MEASURED);
  }

  private static List<String> tools() {
    return Importers.tools();
  }

  @ParameterizedTest
  @MethodSource("tools")
  void eachToolsLogIsItsOwn(String tool) {
    ToolSeeds.Seed seed = ToolSeeds.of(tool);
    assertThat(sorted(Input.of(seed.name("x"), seed.text("x"))).byImporter().keySet())
        .extracting(Importer::tool)
        .containsExactly(tool);
  }

  /// Only its first words tell whose a log is: what it quotes further on is not its own.
  @Test
  void aLogThatQuotesATranscriptIsNone() {
    String text =
        ToolSeeds.of("codex").text("x").replace("Be good.", "Be good. ".repeat(600))
            + "{\"type\":\"response_item\",\"payload\":{\"sessionId\":\"quoted\"}}\n";
    assertThat(sorted(Input.of("rollout-x.jsonl", text)).byImporter().keySet())
        .extracting(Importer::tool)
        .containsExactly("codex");
  }

  /// Made-up beginnings of logs in the forms of tools whose lines resemble a transcript's.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          answers without usage   | {"sessionId":"s","type":"assistant","message":{"role":"assistant","content":[{"type":"text","text":"hi"}]}}
          contents beside         | {"sessionId":"s","type":"user","content":[{"text":"hi"}]}
          a session's start       | {"type":"session.start","data":{"sessionId":"s"}}
          a line of no known type | {"sessionId":"s","type":"greeting"}
          """)
  void aKinOfATranscriptIsNone(String what, String line) {
    SortedLogs logs = sorted(Input.of("s.jsonl", line + "\n"));
    assertThat(logs.byImporter()).as(what).isEmpty();
    assertThat(logs.strange()).containsExactly("s.jsonl");
  }

  @Test
  void aKinThatIsKnownIsReadAsWhatItIs() {
    var line =
        "{\"uuid\":\"u\",\"sessionId\":\"s\",\"type\":\"user\","
            + "\"message\":{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}}\n";
    assertThat(sorted(Input.of("s.jsonl", line)).byImporter().keySet())
        .extracting(Importer::tool)
        .containsExactly("qwen-code");
  }

  @Test
  void aTranscriptThatBeginsWithALineLongerThanALookIsOne() {
    String snapshot =
        "{\"type\":\"file-history-snapshot\",\"snapshot\":\"" + "x".repeat(100_000) + "\"}\n";
    String asked =
        "{\"type\":\"user\",\"sessionId\":\"s\",\"message\":{\"role\":\"user\",\"content\":\""
            + "y".repeat(100_000)
            + "\"}}\n";
    for (String first : List.of(snapshot, asked)) {
      SortedLogs logs = sorted(Input.of("s.jsonl", first + ToolSeeds.of("claude-code").text("x")));
      assertThat(logs.byImporter().keySet())
          .extracting(Importer::tool)
          .containsExactly("claude-code");
    }
  }

  @Test
  void anEmptyFileIsNothing() {
    SortedLogs logs = sorted(Input.of("s.jsonl", ""), Input.of("a.json", ""));
    assertThat(logs.byImporter()).isEmpty();
    assertThat(logs.strange()).isEmpty();
  }
}
