package dev.breakeven.report.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.audit.ClientVersion;
import dev.breakeven.audit.Finding;
import dev.breakeven.audit.Finding.Kind;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemediesTest {
  private static final List<String> TOOLS = List.of("claude-code", "codex", "opencode", "aider");
  private static final List<String> SUBJECTS = List.of("Bash", "Read", "MCP", "Grep");

  private static Finding finding(Kind kind, String source, String subject) {
    var place = new Finding.Place("s", "s.jsonl", "main#1", 1);
    return new Finding(kind, source, subject, Usd.DOLLAR, 3, 3_000, place);
  }

  private static Remedy remedy(Kind kind, String source, String subject, String version) {
    return Remedies.of(finding(kind, source, subject), ClientVersion.of(version));
  }

  private static List<Remedy> all() {
    var all = new ArrayList<Remedy>();
    for (Kind kind : Kind.values()) {
      for (String tool : TOOLS) {
        for (String subject : SUBJECTS) {
          for (String version : List.of("", "2.1.50", "2.1.197", "2.1.332")) {
            all.add(remedy(kind, tool, subject, version));
          }
        }
      }
    }
    return all;
  }

  @Test
  void everyFindingHasAHabitOrASettingAndAWayToSeeThatItWorked() {
    assertThat(all())
        .allSatisfy(remedy -> {
          assertThat(remedy.brief()).isNotBlank();
          assertThat(remedy.check()).endsWith(".");
          assertThat(remedy.todo()).endsWith(".");
        });
  }

  /// The guide names each setting with its source; a setting that is not there is not advised.
  @Test
  void everySettingStandsInTheGuide() throws IOException {
    String guide = Files.readString(Path.of("../docs/guide/findings.md"));
    assertThat(all())
        .allSatisfy(remedy -> remedy.setting().ifPresent(name -> assertThat(guide).contains(name)));
  }

  @Test
  void theSettingIsOneOfTheVersionThatTheLogTells() {
    assertThat(remedy(Kind.LARGE_RESULTS, "claude-code", "Bash", "2.1.197").setting())
        .contains("BASH_MAX_OUTPUT_LENGTH");
    assertThat(remedy(Kind.LARGE_RESULTS, "claude-code", "Bash", "2.1.332").setting())
        .contains("bashOutputMaxChars");
    assertThat(remedy(Kind.SHORT_LIFE_FOR_ALL, "claude-code", "", "2.1.50").setting()).isEmpty();
    assertThat(remedy(Kind.SHORT_LIFE_FOR_ALL, "claude-code", "", "2.1.197").setting())
        .contains("ENABLE_PROMPT_CACHING_1H");
    assertThat(remedy(Kind.LONG_CONTEXT, "claude-code", "", "2.1.197").setting()).isEmpty();
  }

  @Test
  void whereAToolHasNoSettingThatIsSaid() {
    assertThat(remedy(Kind.PAUSE, "codex", "", "0.171.0").brief()).startsWith("No setting");
    assertThat(remedy(Kind.LONG_REPORTS, "claude-code", "", "2.1.332").setting()).isEmpty();
    assertThat(remedy(Kind.LARGE_RESULTS, "claude-code", "Grep", "2.1.332").brief())
        .startsWith("No setting");
  }

  @Test
  void aSentenceAgreesInNumber() {
    var place = new Finding.Place("s", "s.jsonl", "main#1", 1);
    var one = new Finding(Kind.SHORT_LIFE, "claude-code", "", Usd.DOLLAR, 1, 9, place);
    assertThat(FindingText.what(one)).isEqualTo("The cache expired in 1 pause of 5 to 60 minutes.");
    assertThat(FindingText.what(finding(Kind.LARGE_RESULTS, "claude-code", "Bash")))
        .isEqualTo("3 Bash results of over 5,000 tokens stayed in the context.");
    assertThat(FindingText.what(finding(Kind.AGENT_FRAME, "claude-code", "")))
        .isEqualTo("3 sub-agents read 1,000 tokens each before the work began.");
  }

  @Test
  void linesBreakBetweenWordsAndCellsAreCut() {
    assertThat(Words.wrap("one two three", 9, "- ", "  ")).isEqualTo("- one two\n  three\n");
    assertThat(Words.cut("one two\n three", 9)).isEqualTo("one two…");
    assertThat(Optional.of(SessionTable.folder("C:\\work\\shop\\"))).contains("shop");
  }
}
