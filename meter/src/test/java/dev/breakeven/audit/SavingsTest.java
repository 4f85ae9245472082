package dev.breakeven.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every advice with an amount that was computed by hand, at the prices of [Told].
class SavingsTest {
  private static Usd saved(Told told, Advice advice) {
    return told.audit().savings().getOrDefault(advice, Usd.ZERO);
  }

  /// 100,000 tokens written twice with ten minutes between.
  private static Told expiredAfter(Duration gap) {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 100_000);
    int user = told.block("main", Origin.USER, 1_000);
    return told.call("main", List.of(system), List.of(), Usage.of(0, 100_000, 0, 0, 0))
        .after(gap)
        .call("main", List.of(user), List.of(), Usage.of(0, 101_000, 0, 0, 0));
  }

  @Test
  void aLongerLifeTurnsWhatExpiredIntoReadsAndMakesAllOtherWritesDearer() {
    // 100,000 × (6.25 − 0.50) less 101,000 × (10 − 6.25), a million
    assertThat(saved(expiredAfter(Duration.ofMinutes(10)), Advice.LIVE_LONGER))
        .isEqualTo(Usd.of("0.575").minus(Usd.of("0.37875")));
  }

  @Test
  void anHourIsTooShortForAGapOfAnHour() {
    assertThat(expiredAfter(Duration.ofMinutes(60)).audit().savings())
        .doesNotContainKey(Advice.LIVE_LONGER);
    assertThat(expiredAfter(Duration.ofSeconds(3_580)).audit().savings())
        .containsKey(Advice.LIVE_LONGER);
  }

  /// After 10 minutes (a call is sent 10 seconds after the one before, and then the gap), two
  /// requests would have read 100,000 tokens for 0.05 and answered a token for 0.000025 each, and
  /// 100,000 tokens would have been read for 0.05 instead of written for 0.625.
  @Test
  void keepingAliveIsWeighedAgainstWritingAgain() {
    assertThat(saved(expiredAfter(Duration.ofMinutes(10)), Advice.KEEP_ALIVE))
        .isEqualTo(Usd.of("0.575").minus(Usd.of("0.100050")));
    // 11 requests still pay, 12 do not: 12 × 0.050025 is more than 0.575
    assertThat(saved(expiredAfter(Duration.ofMinutes(58)), Advice.KEEP_ALIVE))
        .isEqualTo(Usd.of("0.575").minus(Usd.of("0.550275")));
    assertThat(expiredAfter(Duration.ofMinutes(60)).audit().savings())
        .doesNotContainKey(Advice.KEEP_ALIVE);
    assertThat(expiredAfter(Duration.ofMinutes(3)).audit().savings())
        .doesNotContainKey(Advice.KEEP_ALIVE);
    assertThat(livedAnHour(Duration.ofMinutes(10)).audit().savings())
        .doesNotContainKey(Advice.KEEP_ALIVE);
  }

  private static Told livedAnHour(Duration gap) {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 100_000);
    int user = told.block("main", Origin.USER, 50_000);
    return told.call("main", List.of(system), List.of(), Usage.of(0, 0, 100_000, 0, 0))
        .after(gap)
        .call("main", List.of(user), List.of(), Usage.of(0, 0, 50_000, 100_000, 0));
  }

  @Test
  void aShorterLifeMakesWritesCheaperAndBringsBackReadsAfterFiveMinutes() {
    // 150,000 × (10 − 6.25) a million, then less 100,000 × (6.25 − 0.50)
    assertThat(saved(livedAnHour(Duration.ofMinutes(4)), Advice.LIVE_SHORTER))
        .isEqualTo(Usd.of("0.5625"));
    assertThat(livedAnHour(Duration.ofMinutes(10)).audit().savings())
        .doesNotContainKey(Advice.LIVE_SHORTER);
  }

  private static Told answered(Origin origin, long tokens) {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 2_000);
    int called = told.block("main", Origin.TOOL_CALL, 100);
    int result = told.block("main", origin, tokens);
    int text = told.block("main", Origin.TEXT, 50);
    int user = told.block("main", Origin.USER, 50);
    return told.call("main", List.of(system), List.of(called), Usage.of(0, 2_000, 0, 0, 100))
        .call("main", List.of(result), List.of(text), Usage.of(0, 100 + tokens, 0, 2_000, 50))
        .call("main", List.of(user), List.of(), Usage.of(0, 100, 0, 2_100 + tokens, 0));
  }

  @Test
  void aResultAboveTheCapIsChargedInProportion() {
    // 20,000 written and read once cost 0.125 + 0.01; a quarter of it is under the cap of 5,000
    assertThat(saved(answered(Origin.TOOL_RESULT, 20_000), Advice.SHORTER_RESULTS))
        .isEqualTo(Usd.of("0.10125"));
    assertThat(answered(Origin.TOOL_RESULT, 5_000).audit().savings()).isEmpty();
  }

  @Test
  void aReportAboveItsOwnCapIsChargedInProportion() {
    // 4,000 written and read once cost 0.025 + 0.002; a quarter of it is under the cap of 1,000
    assertThat(answered(Origin.REPORT, 4_000).audit().savings())
        .isEqualTo(Map.of(Advice.SHORTER_REPORTS, Usd.of("0.02025")));
    assertThat(answered(Origin.REPORT, 1_000).audit().savings()).isEmpty();
  }

  /// An executor that reads 8,000 tokens of its own system prompt to answer with 100.
  private static Told delegated(long system) {
    Told told = Told.orchestrated();
    int prompt = told.block("main", Origin.SYSTEM, 2_000);
    int instruction = told.block("main", Origin.INSTRUCTION, 200);
    told.call("main", List.of(prompt), List.of(instruction), Usage.of(0, 2_000, 0, 0, 200));
    told.agent("x", Role.EXECUTOR, "main", instruction);
    int own = told.block("x", Origin.SYSTEM, system);
    int text = told.block("x", Origin.TEXT, 100);
    told.call("x", List.of(own, instruction), List.of(text), Usage.of(0, system + 200, 0, 0, 100));
    int report = told.block("main", Origin.REPORT, 100);
    return told.call("main", List.of(report), List.of(), Usage.of(0, 300, 0, 2_000, 0));
  }

  /// Nobody did the same work alone, so no saving is told, however dear the executor was.
  @Test
  void noSavingIsToldOfADelegation() {
    var audit = delegated(80_000).audit();
    assertThat(audit.savings()).isEmpty();
    assertThat(audit.delegating().delegations()).isEqualTo(1);
  }

  /// At 121,000 tokens, 1,000 of them the first prompt, a summary of 5,000 is written: the prompt
  /// is read once more (0.0605), the summary answered (0.125) and written (0.03125). The 115,000
  /// tokens that are gone would have been read twice at 0.0575.
  @Test
  void aSummaryAtTheCapSavesTheReadsOfWhatItReplacesFromThenOn() {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 1_000);
    int result = told.block("main", Origin.USER, 120_000);
    told.call("main", List.of(system), List.of(), Usage.of(0, 1_000, 0, 0, 0))
        .call("main", List.of(result), List.of(), Usage.of(0, 120_000, 0, 1_000, 0));
    for (int i = 0; i < 10; i++) {
      told.call("main", List.of(), List.of(), Usage.of(0, 0, 0, 121_000, 0));
    }
    assertThat(saved(told, Advice.COMPACT_EARLIER))
        .isEqualTo(Usd.of("0.575").minus(Usd.of("0.21675")));
  }

  /// A prompt of 2,000 and then 48,000 tokens; five looks with 9,900 tokens of results and 100 of
  /// calls each; then `later` calls more.
  private static Told looked(String tool, int later) {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 2_000);
    int text = told.block("main", Origin.TEXT, 0);
    told.call("main", List.of(system), List.of(text), Usage.of(0, 2_000, 0, 0, 0));
    int added = told.block("main", Origin.USER, 48_000);
    long prompt = 2_000;
    long grown = 48_000;
    for (int i = 0; i < 5; i++) {
      int called = told.block("main", Origin.TOOL_CALL, tool, 100);
      told.call("main", List.of(added), List.of(called), Usage.of(0, grown, 0, prompt, 100));
      prompt += grown;
      grown = 10_000;
      added = told.block("main", Origin.TOOL_RESULT, tool, 9_900);
    }
    told.call("main", List.of(added), List.of(), Usage.of(0, grown, 0, prompt, 0));
    for (int i = 0; i < later; i++) {
      told.call("main", List.of(), List.of(), Usage.of(0, 0, 0, 100_000, 0));
    }
    return told;
  }

  /// c = 50,000, f = 2,000, n = 5, g = 50,000. Saved: reads of 2,000 (all the first call read) and
  /// four times 48,000, of 40,000 in the call behind, and of 50,000 less 1,500 in 20 more; paid:
  /// reads of 50,000 + 52,000, answers of 1,500, writes of 2,000 + 1,000 + 1,000.
  @Test
  void lookingAroundIsWeighedAgainstAnExecutorThatReports() {
    Usd reads = new Usd(500_000L * (2_000 + 4 * 48_000 + 40_000 + 20 * 48_500));
    Usd more = new Usd(500_000L * 102_000 + 25_000_000L * 1_500 + 6_250_000L * 4_000);
    assertThat(saved(looked("Read", 20), Advice.SPLIT_OFF)).isEqualTo(reads.minus(more));
    assertThat(looked("Edit", 20).audit().savings()).doesNotContainKey(Advice.SPLIT_OFF);
  }

  /// 234,000 reads are saved; 102,000, and 0.0625 USD for what is said and written, are paid.
  @Test
  void aStretchAtTheEndSavesOnlyItsOwnReads() {
    assertThat(saved(looked("Read", 0), Advice.SPLIT_OFF)).isEqualTo(Usd.of("0.0035"));
  }

  @Test
  void whoDelegatesIsNotToldToSplitOff() {
    Told told = looked("Read", 20);
    int instruction = told.block("main", Origin.INSTRUCTION, 100);
    told.call("main", List.of(), List.of(instruction), Usage.of(0, 0, 0, 100_000, 100));
    assertThat(told.audit().savings()).doesNotContainKey(Advice.SPLIT_OFF);
  }

  @Test
  void aSessionUnderTheCapIsNotSummarised() {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 100_000);
    told.call("main", List.of(system), List.of(), Usage.of(0, 100_000, 0, 0, 0));
    for (int i = 0; i < 10; i++) {
      told.call("main", List.of(), List.of(), Usage.of(0, 0, 0, 100_000, 0));
    }
    assertThat(told.audit().savings()).isEmpty();
  }
}
