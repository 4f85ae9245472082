package dev.breakeven.importer.claudecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BlockBill;
import dev.breakeven.attribution.Charge;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Holds that what is imported can be attributed: every token of real sessions, and reports where
/// others measured them.
final class AttributedSessionsTest {
  private static final Path CLIENT = Shared.CLIENTS.resolve("claude-code");
  private static final Pricing PRICING = Pricing.of(Catalog.bundled());

  @BeforeEach
  void needsTheSessions() {
    Shared.require(Shared.TRACES);
    Shared.require(CLIENT);
  }

  @Test
  void everyTokenOfEverySessionIsAttributed() throws IOException {
    for (Path folder :
        List.of(
            Shared.TRACES,
            CLIENT.resolve("transcripts"),
            CLIENT.resolve("transcripts-resume-fork-compact"),
            CLIENT.resolve("transcripts-tui"))) {
      for (Trace trace : ClaudeCode.read(Shared.under(folder)).traces()) {
        Attribution attribution = Attribution.of(trace, PRICING);
        Charge total = attribution.total();
        for (TokenClass tokenClass : TokenClass.values()) {
          assertThat(total.tokens(tokenClass))
              .as(trace.labels() + " " + tokenClass)
              .isEqualTo(trace.usage().count(tokenClass));
        }
        assertThat(attribution.bill()).isEqualTo(PRICING.bill(trace));
      }
    }
  }

  /// SOURCES.md fitted 0.284 tokens a character over other sessions and found reports of 14,373
  /// tokens, read again for 632,447. Attribution sizes them by this session's own growth.
  @Test
  void reportsAreSizedWithinFivePercentOfAnIndependentMeasurement() {
    Path file = Shared.TRACES.resolve("cli-225ebd17.jsonl");
    Trace trace = ClaudeCode.read(List.of(Shared.input(Shared.TRACES, file))).traces().getFirst();
    List<BlockBill> reports =
        Attribution.of(trace, PRICING).bills().stream()
            .filter(bill -> bill.block().origin() == Origin.REPORT)
            .toList();

    assertThat(reports).hasSize(5);
    assertThat(reports.stream().mapToLong(report -> report.size().tokens()).sum())
        .isCloseTo(14_373L, within(719L));
    assertThat(reports.stream().mapToLong(report -> report.charge().tokens(TokenClass.READ)).sum())
        .isCloseTo(632_447L, within(31_622L));
  }
}
