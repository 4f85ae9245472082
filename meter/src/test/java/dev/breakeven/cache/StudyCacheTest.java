package dev.breakeven.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The uncached input that a published study recorded per trial follows from the rules alone: marks
/// on the last tool, the system prompt and the last block of the newest message, a minimum of 2,048
/// tokens, and one token of tail a call. Numbers of DOI 10.5281/zenodo.20978074; docs/method.md has
/// the whole table.
class StudyCacheTest {
  private static final CacheRules RULES = CacheRules.of(Catalog.bundled(), "anthropic");

  @ParameterizedTest(name = "{0}: {2} calls")
  @CsvSource({
    "B/T1/0, 2032, 30, 2062",
    "B/T1/1, 2032, 47, 2079",
    "B/T2/0, 1976, 30, 2006",
    "B/T3/1, 2033, 21, 2054",
    "C/T1/1, 2032, 32, 2064",
    "C/T2/2, 1976, 36, 2012",
    "C/T3/0, 2033, 9, 2042",
    "A/T2/2, 1685, 26, 1711",
  })
  void uncachedInputIsTheFirstPromptAndOneTokenACall(
      String trial, long firstPrompt, int calls, long recorded) {
    assertThat(uncached(new long[] {firstPrompt, 400}, calls)).as(trial).isEqualTo(recorded);
  }

  @ParameterizedTest(name = "{0}: {2} calls")
  @CsvSource({"A/T2/0, 1928, 20, 3633", "A/T2/1, 1928, 27, 3640", "A/T2/1, 1846, 40, 3571"})
  void aSecondPromptBelowTheMinimumIsUncachedTooInFull(
      String trial, long secondPrompt, int calls, long recorded) {
    assertThat(uncached(new long[] {1_685, secondPrompt - 1_685, 400}, calls))
        .as(trial)
        .isEqualTo(recorded);
  }

  @Test
  void whatIsWrittenInAllIsTheLastPrompt() {
    var outcomes = outcomes(new long[] {2_032, 400}, 30);

    assertThat(outcomes.stream().mapToLong(CacheOutcome::write5m).sum())
        .isEqualTo(outcomes.getLast().prompt() - 1);
    assertThat(outcomes.getFirst().read() + outcomes.get(1).read()).isZero();
  }

  private static long uncached(long[] growth, int calls) {
    return outcomes(growth, calls).stream().mapToLong(CacheOutcome::uncached).sum();
  }

  /// A conversation whose prompt grows by `growth`, and by its last number from then on.
  private static List<CacheOutcome> outcomes(long[] growth, int calls) {
    var cache = new PromptCache(RULES);
    var segments = new ArrayList<Segment>();
    segments.add(Segment.of("tools", 700, Level.TOOLS));
    segments.add(Segment.of("system", 600, Level.SYSTEM));
    segments.add(Segment.of("task", growth[0] - 1_300, Level.MESSAGES));
    var outcomes = new ArrayList<CacheOutcome>();
    Instant start = Instant.parse("2026-07-01T00:00:00Z");
    for (int i = 0; i < calls; i++) {
      if (i > 0) {
        long tokens = growth[Math.min(i, growth.length - 1)];
        segments.add(Segment.of("call " + i, tokens / 3, Level.MESSAGES));
        segments.add(Segment.of("result " + i, tokens - tokens / 3, Level.MESSAGES));
      }
      var marks =
          List.of(
              new Breakpoint(0, EntryLife.FIVE_MINUTES),
              new Breakpoint(1, EntryLife.FIVE_MINUTES),
              new Breakpoint(segments.size() - 1, EntryLife.FIVE_MINUTES));
      outcomes.add(
          cache.send(
              new CacheRequest(
                  "claude-opus-4-7", "study", segments, marks, start, start.plusSeconds(3))));
      start = start.plus(Duration.ofSeconds(9));
    }
    return outcomes;
  }
}
