package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Input;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ToolLogsTest {
  /// Only its first words tell whose a log is: what it quotes further on is not its own.
  @Test
  void aLogThatQuotesATranscriptIsNone() {
    String text =
        ToolSeeds.of("codex").text("x").replace("Be good.", "Be good. ".repeat(600))
            + "{\"type\":\"response_item\",\"payload\":{\"sessionId\":\"quoted\"}}\n";

    ToolLogs logs = ToolLogs.of(List.of(Input.of("rollout-x.jsonl", text)), Optional.empty());

    assertThat(logs.claudeCode().transcripts()).isEmpty();
    assertThat(logs.others().keySet())
        .extracting(importer -> importer.tool())
        .containsExactly("codex");
  }
}
