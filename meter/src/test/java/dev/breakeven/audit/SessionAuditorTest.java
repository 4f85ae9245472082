package dev.breakeven.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Hints;
import dev.breakeven.attribution.TraceDice;
import dev.breakeven.pricing.Bill;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a session is said to have cost, by cause, at the prices of [Told].
class SessionAuditorTest {
  private static Map<String, Row> causes(Told told) {
    return rows(told, View.CAUSE);
  }

  private static Map<String, Row> rows(Told told, View view) {
    var rows = new HashMap<String, Row>();
    told.audit()
        .sums()
        .getOrDefault(view, Map.of())
        .forEach((name, bill) -> rows.put(name, Row.of(bill)));
    return rows;
  }

  /// A row as it is shown: tokens of all classes, and money.
  private record Row(long tokens, Usd usd) {
    static Row of(Bill bill) {
      return new Row(bill.allTokens(), bill.total());
    }
  }

  private static Row amount(long tokens, String usd) {
    return new Row(tokens, Usd.of(usd));
  }

  @RepeatedTest(200)
  void theRowsOfEveryViewAddUpToTheBill(RepetitionInfo repetition) {
    int seed = repetition.getCurrentRepetition();
    Trace trace = TraceDice.roll(seed, seed % 2 == 0);
    SessionAudit audit = new SessionAuditor(Told.PRICING, Hints.NONE).audit(trace);
    long tokens = 0;
    for (TokenClass tokenClass : TokenClass.values()) {
      tokens += trace.usage().count(tokenClass);
      assertThat(audit.usage().count(tokenClass)).isEqualTo(trace.usage().count(tokenClass));
    }
    assertThat(audit.bill()).isEqualTo(Told.PRICING.bill(trace));
    for (View view : View.values()) {
      Bill sum =
          audit.sums().getOrDefault(view, Map.of()).values().stream().reduce(Bill.NONE, Bill::plus);
      assertThat(Row.of(sum)).as("%s", view).isEqualTo(new Row(tokens, audit.bill().total()));
      assertThat(sum.tokens()).as("%s", view).isEqualTo(audit.bill().tokens());
      assertThat(sum.unpriced().tokens())
          .as("%s", view)
          .isEqualTo(audit.bill().unpriced().tokens());
    }
  }

  @Test
  void contentIsNewOnceAndThenReadAgain() {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 2_000);
    int called = told.block("main", Origin.TOOL_CALL, 100);
    int result = told.block("main", Origin.TOOL_RESULT, 900);
    told.call("main", List.of(system), List.of(called), Usage.of(0, 2_000, 0, 0, 100))
        .call("main", List.of(result), List.of(), Usage.of(0, 1_000, 0, 2_000, 0))
        .call("main", List.of(), List.of(), Usage.of(0, 0, 0, 3_000, 0));
    assertThat(causes(told))
        .isEqualTo(
            Map.of(
                "answers", amount(100, "0.0025"),
                "new content: system prompts", amount(2_000, "0.0125"),
                "new content: tool calls", amount(100, "0.000625"),
                "new content: tool results", amount(900, "0.005625"),
                "re-reads of system prompts", amount(4_000, "0.002"),
                "re-reads of tool calls", amount(100, "0.00005"),
                "re-reads of tool results", amount(900, "0.00045")));
    assertThat(rows(told, View.TOOL))
        .isEqualTo(Map.of("Read", amount(2_100, "0.00925"), "no tool", amount(6_000, "0.0145")));
  }

  @Test
  void instructionsAndReportsAreWholeCauses() {
    Told told = Told.orchestrated();
    int system = told.block("main", Origin.SYSTEM, 2_000);
    int instruction = told.block("main", Origin.INSTRUCTION, 200);
    told.call("main", List.of(system), List.of(instruction), Usage.of(0, 2_000, 0, 0, 200));
    told.agent("x", Role.EXECUTOR, "main", instruction);
    int own = told.block("x", Origin.SYSTEM, 1_000);
    int text = told.block("x", Origin.TEXT, 100);
    told.call("x", List.of(own, instruction), List.of(text), Usage.of(0, 1_200, 0, 0, 100));
    int report = told.block("main", Origin.REPORT, 100);
    told.call("main", List.of(report), List.of(), Usage.of(0, 300, 0, 2_000, 0))
        .call("main", List.of(), List.of(), Usage.of(0, 0, 0, 2_300, 0));
    assertThat(causes(told))
        .contains(
            // 200 × 25 written, twice 200 × 6.25 in prompts, 200 × 0.5 read
            Map.entry("instructions", amount(800, "0.0076")),
            Map.entry("reports", amount(200, "0.000675")),
            Map.entry("answers", amount(100, "0.0025")));
    assertThat(rows(told, View.ROLE))
        .isEqualTo(
            Map.of(
                "orchestrator", amount(6_800, "0.021525"),
                "executor", amount(1_300, "0.01")));
    assertThat(told.audit().delegating().delegations()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "4, ",
    "5, 5–60 min",
    "59, 5–60 min",
    "60, 1–24 h",
    "1439, 1–24 h",
    "1440, over a day",
    "10000, over a day",
  })
  void whatExpiredIsToldByTheGapBeforeIt(long minutes, String range) {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 100_000);
    told.call("main", List.of(system), List.of(), Usage.of(0, 100_000, 0, 0, 0))
        .after(Duration.ofMinutes(minutes).minusSeconds(10))
        .call("main", List.of(), List.of(), Usage.of(0, 100_000, 0, 0, 0));
    String cause = range == null ? "re-writes, unknown" : "re-writes after expiry, gap " + range;
    // what writing costs above reading, and the price of reading for the rest of it
    assertThat(causes(told))
        .containsEntry(cause, amount(0, "0.575"))
        .containsEntry("new content: system prompts", amount(200_000, "0.675"));
  }

  @Test
  void summariesAndTheAgentsThatWriteThemAreCompaction() {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 10_000);
    int summary = told.block("main", Origin.SUMMARY, 500);
    told.call("main", List.of(system), List.of(), Usage.of(0, 10_000, 0, 0, 0))
        .agent("acompact-1", Role.EXECUTOR, "main", null);
    int asked = told.block("acompact-1", Origin.USER, 100);
    int text = told.block("acompact-1", Origin.TEXT, 500);
    told.call("acompact-1", List.of(asked), List.of(text), Usage.of(0, 100, 0, 0, 500))
        .restart("main", List.of(summary), Usage.of(0, 500, 0, 0, 0));
    // 100 × 6.25 + 500 × 25 for the summary's writing, 500 × 6.25 for its place in the prompt
    assertThat(causes(told)).containsEntry("compaction", amount(1_100, "0.01625"));
  }

  @Test
  void requestsBesideAConversationAreSideRequests() {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 10_000);
    told.call("main", List.of(system), List.of(), Usage.of(0, 10_000, 0, 0, 0))
        .agent("main@" + Told.OPUS + "/title", Role.SOLO, null, null);
    int asked = told.block("main@" + Told.OPUS + "/title", Origin.USER, 1_000);
    told.call(
        "main@" + Told.OPUS + "/title", List.of(asked), List.of(), Usage.of(1_000, 0, 0, 0, 0));
    assertThat(causes(told)).containsEntry("side requests", amount(1_000, "0.005"));
  }

  @Test
  void theDearestBlocksComeFirst() {
    Told told = Told.solo();
    for (int i = 1; i <= 12; i++) {
      int user = told.block("main", Origin.USER, 1_000L * i);
      told.call("main", List.of(user), List.of(), Usage.of(1_000L * i, 0, 0, 0, 0));
    }
    List<DearBlock> dearest = told.audit().dearest();
    assertThat(dearest).hasSize(Period.DEAREST);
    assertThat(dearest).isSortedAccordingTo(Period.DEAREST_FIRST);
    assertThat(dearest.getFirst().what()).isEqualTo("user");
  }
}
