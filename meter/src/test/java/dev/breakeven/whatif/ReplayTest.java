package dev.breakeven.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.cache.EntryLife;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Amounts are computed by hand at the prices of Opus 4.7: 5 in, 6.25 and 10 for writes, 0.5 for
/// reads, 25 for answers, a million.
class ReplayTest {
  /// A session of one agent, told call by call.
  private static final class Told {
    private final String model;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private Instant now = Instant.parse("2026-06-01T12:00:00Z");
    private int length;

    Told(String model) {
      this.model = model;
    }

    Told call(Origin origin, long tokens, Usage usage) {
      int id = blocks.size();
      blocks.add(new Block(id, origin, "main", "Read", null, tokens));
      int turn = calls.size() + 1;
      calls.add(
          new Call(
              "main#" + turn,
              "main",
              turn,
              new Prompt(length, List.of(id), List.of()),
              new Call.Answer(List.of(), "tool_use", usage, Known.REHEARSED),
              new Call.Timing(now, Duration.ofSeconds(1), Duration.ofSeconds(2))));
      length++;
      now = now.plusSeconds(10);
      return this;
    }

    Told pause(Duration pause) {
      now = now.plus(pause);
      return this;
    }

    Replay replay() {
      var trace =
          new Trace(
              Map.of(),
              List.of(new Agent("main", Role.SOLO, model, null, null)),
              blocks,
              calls,
              Map.of());
      var pricing = Pricing.of(Catalog.bundled());
      return Replay.of(trace, Attribution.of(trace, pricing), pricing, Catalog.bundled());
    }
  }

  /// 100,000 tokens are written, 20,000 added; after ten minutes all is written again with 1,000.
  private static Told expired() {
    return new Told("claude-opus-4-7")
        .call(Origin.USER, 100_000, Usage.of(0, 100_000, 0, 0, 100))
        .call(Origin.TOOL_RESULT, 20_000, Usage.of(0, 20_000, 0, 100_000, 100))
        .pause(Duration.ofMinutes(10))
        .call(Origin.USER, 1_000, Usage.of(0, 121_000, 0, 0, 100));
  }

  private static Usd under(Told told, Rule rule) {
    return told.replay().under(rule).usd();
  }

  @Test
  void theRecordComesToWhatWasBilled() {
    Replay replay = expired().replay();

    // 241,000 · 6.25 + 100,000 · 0.5 + 300 · 25
    assertThat(replay.billed()).isEqualTo(Usd.of("1.56375"));
    assertThat(replay.under(new Rule.AsRecorded()).usd()).isEqualTo(replay.billed());
    assertThat(replay.leftOut()).isZero();
  }

  @Test
  void anHoursLifeReadsWhatHadExpired() {
    // 121,000 · 10 + (100,000 + 120,000) · 0.5 + 300 · 25
    assertThat(under(expired(), new Rule.Life(EntryLife.ONE_HOUR))).isEqualTo(Usd.of("1.3275"));
  }

  @Test
  void keepingAliveStopsAfterItsTimesAndIsPaidAfterTheLastCallToo() {
    // As recorded, and once 120,000 and once 121,000 read: too few for ten minutes. Each request
    // answers a token and leaves one uncached: 2 · (25 + 5).
    assertThat(under(expired(), new Rule.KeepAlive(1))).isEqualTo(Usd.of("1.68431"));
    // Twice bridges it: 121,000 · 6.25, reads of 100,000 + 3 · 120,000 + 2 · 121,000.
    assertThat(under(expired(), new Rule.KeepAlive(2))).isEqualTo(Usd.of("1.11487"));
  }

  @Test
  void aCapOnResultsIsNeverWrittenNorRead() {
    // 15,000 tokens less are written twice: 30,000 · 6.25
    assertThat(under(expired(), new Rule.ResultCap(5_000))).isEqualTo(Usd.of("1.37625"));
    assertThat(under(expired(), new Rule.ReportCap(5_000))).isEqualTo(Usd.of("1.56375"));
  }

  @Test
  void aMaskedResultIsReplacedByALineAndWhatIsBehindIsWrittenAgain() {
    var told =
        new Told("claude-opus-4-7")
            .call(Origin.USER, 10_000, Usage.of(0, 10_000, 0, 0, 0))
            .call(Origin.TOOL_RESULT, 20_000, Usage.of(0, 20_000, 0, 10_000, 0))
            .call(Origin.USER, 1_000, Usage.of(0, 1_000, 0, 30_000, 0))
            .call(Origin.USER, 1_000, Usage.of(0, 1_000, 0, 31_000, 0));

    // At turn 4 the result of turn 2 is a line of 20 tokens: 10,000 read, 2,020 written.
    // 33,020 · 6.25 + 50,000 · 0.5
    assertThat(under(told, new Rule.Mask(2, 4))).isEqualTo(Usd.of("0.231375"));
    assertThat(under(told, new Rule.Mask(2, 5))).isEqualTo(Usd.of("0.2355"));
  }

  @Test
  void aSummaryIsWrittenOnceFromAPromptReadOnceMore() {
    var told =
        new Told("claude-opus-4-7")
            .call(Origin.USER, 10_000, Usage.of(0, 10_000, 0, 0, 0))
            .call(Origin.TOOL_RESULT, 90_000, Usage.of(0, 90_000, 0, 10_000, 0))
            .call(Origin.USER, 10_000, Usage.of(0, 10_000, 0, 100_000, 0))
            .call(Origin.USER, 1_000, Usage.of(0, 1_000, 0, 110_000, 0));

    // At call 3: 100,000 read and 5,000 answered for the summary; then 10,000 read, 15,000 written;
    // at call 4: 25,000 read, 1,000 written. 116,000 · 6.25 + 145,000 · 0.5 + 5,000 · 25 + 1 · 5
    assertThat(under(told, new Rule.Compact(105_000, 5_000))).isEqualTo(Usd.of("0.922505"));
  }

  @Test
  void anotherModelHasItsOwnPricesAndShortestPrompt() {
    // Opus 4.5: 5 in, 6.25 write, 0.5 read, 25 out, and nothing below 4,096 tokens.
    var told =
        new Told("claude-opus-4-7")
            .call(Origin.USER, 3_000, Usage.of(0, 3_000, 0, 0, 0))
            .call(Origin.USER, 1_000, Usage.of(0, 1_000, 0, 3_000, 0));

    var replay = told.replay();
    // 7,000 uncached tokens, and the token that a call leaves uncached.
    assertThat(replay.under(new Rule.OtherModel("claude-opus-4-5")).usd())
        .isEqualTo(Usd.of("0.035"));
    assertThat(replay.under(new Rule.OtherModel("claude-nothing")).unpriced()).isEqualTo(2);
  }

  @Test
  void aModelWhoseCacheIsNotKnownIsLeftOutAndCounted() {
    var replay =
        new Told("gpt-5.4").call(Origin.USER, 3_000, Usage.of(3_000, 0, 0, 0, 10)).replay();

    assertThat(replay.calls()).isZero();
    assertThat(replay.leftOut()).isEqualTo(1);
    assertThat(replay.billed()).isEqualTo(Usd.ZERO);
  }

  @Test
  void aStretchNotMadeTakesItsCallsAndItsContentAway() {
    var told =
        new Told("claude-opus-4-7")
            .call(Origin.USER, 10_000, Usage.of(0, 10_000, 0, 0, 0))
            .call(Origin.TOOL_RESULT, 2_000, Usage.of(0, 2_000, 0, 10_000, 50))
            .call(Origin.TOOL_RESULT, 2_000, Usage.of(0, 2_000, 0, 12_000, 50))
            .call(Origin.USER, 1_000, Usage.of(0, 1_000, 0, 14_000, 0));

    // Calls 1 and 4 remain, and of the prompt the 12,000 that the stretch began with:
    // 12,000 · 6.25 + 10,000 · 0.5
    assertThat(under(told, new Rule.Without("main", 2, 4))).isEqualTo(Usd.of("0.08"));
  }
}
