package dev.breakeven.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Bill;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How sizes and classes follow from totals, case by case.
class AttributionTest {
  private final Session session = Session.solo();

  /// Three blocks at first, one answered, one result.
  private void grown() {
    session.block("main", Origin.SYSTEM, 1000);
    session.block("main", Origin.USER, 1000);
    session.block("main", Origin.TOOL_CALL, 50);
    session.block("main", Origin.TOOL_RESULT, 300);
    session.block("main", Origin.TEXT, 20);
    session.call("main", 0, List.of(0, 1), List.of(2), Usage.of(1, 2400, 0, 0, 60));
    session.call("main", 2, List.of(2, 3), List.of(4), Usage.of(1, 360, 0, 2400, 25));
  }

  @Test
  void growthLessTheAnswerIsTheResult() {
    grown();
    Attribution attribution = session.attribute();

    assertThat(size(attribution, 2)).isEqualTo(new Size(60, Certainty.BILLED));
    assertThat(size(attribution, 3)).isEqualTo(new Size(300, Certainty.BILLED));
    assertThat(size(attribution, 0).tokens() + size(attribution, 1).tokens()).isEqualTo(2401);
    assertThat(size(attribution, 0).known()).isEqualTo(Certainty.APPORTIONED);
  }

  @Test
  void aBlockIsWrittenOnceAndReadInEveryCallAfter() {
    grown();
    session.call("main", 4, List.of(4), List.of(), Usage.of(1, 24, 0, 2761, 0));
    Attribution attribution = session.attribute();

    Bill result = charge(attribution, 3);
    assertThat(result.tokens(TokenClass.READ)).isEqualTo(300);
    assertThat(result.tokens(TokenClass.WRITE_5M)).isEqualTo(299);
    assertThat(result.tokens(TokenClass.UNCACHED)).isEqualTo(1);
    assertThat(result.money(TokenClass.READ)).isEqualTo(Usd.of("0.00015"));
    assertThat(life(attribution, 3).first()).isEqualTo("main#2");
    assertThat(life(attribution, 3).calls()).isEqualTo(2);
    assertThat(life(attribution, 3).reads()).isEqualTo(1);
    assertThat(attribution.misses()).isEmpty();
  }

  @Test
  void tokensWrittenForAnHourComeBeforeThoseWrittenForFiveMinutes() {
    session.block("main", Origin.SYSTEM, 100);
    session.call("main", 0, List.of(0), List.of(), Usage.of(0, 0, 0, 0, 0));
    session.block("main", Origin.USER, 100);
    session.block("main", Origin.USER, 100);
    session.call("main", 1, List.of(1), List.of(), Usage.of(0, 0, 500, 0, 0));
    session.call("main", 2, List.of(2), List.of(), Usage.of(7, 200, 100, 300, 0));
    Attribution attribution = session.attribute();

    assertThat(charge(attribution, 1).tokens(TokenClass.READ)).isEqualTo(300);
    assertThat(charge(attribution, 1).tokens(TokenClass.WRITE_1H)).isEqualTo(600);
    assertThat(charge(attribution, 1).tokens(TokenClass.WRITE_5M)).isEqualTo(100);
    assertThat(charge(attribution, 2).tokens(TokenClass.WRITE_5M)).isEqualTo(100);
    assertThat(charge(attribution, 2).tokens(TokenClass.UNCACHED)).isEqualTo(7);
  }

  @Test
  void whatTheTraceDoesNotShowIsOneUnseenBlock() {
    session.block("main", Origin.USER, 100);
    session.call("main", 0, List.of(0), List.of(), Usage.of(0, 15_000, 0, 0, 0));
    Attribution attribution = session.attribute();

    BlockBill unseen = attribution.bills().getFirst();
    assertThat(unseen.block().origin()).isEqualTo(Origin.UNSEEN);
    assertThat(unseen.size().known()).isEqualTo(Certainty.ESTIMATED);
    assertThat(size(attribution, 0).known()).isEqualTo(Certainty.ESTIMATED);
    assertThat(size(attribution, 0).tokens()).isBetween(80L, 160L);
    assertThat(unseen.size().tokens() + size(attribution, 0).tokens()).isEqualTo(15_000);
  }

  @Test
  void contentThatIsMissingTakesWhatTheOthersLeave() {
    session.hidden(Origin.TOOLS);
    session.block("main", Origin.SYSTEM, 100);
    session.call("main", 0, List.of(0, 1), List.of(), Usage.of(3_000, 0, 0, 0, 0));
    Attribution attribution = session.attribute();

    assertThat(size(attribution, 0).tokens()).isBetween(2_800L, 2_920L);
  }

  @Test
  void oneUncachedTokenBehindTheLastMarkBelongsToNoBlock() {
    session.block("main", Origin.SYSTEM, 1000);
    session.block("main", Origin.USER, 1000);
    session.marked("main", 0, List.of(0), Usage.of(1, 2400, 0, 0, 0));
    session.marked("main", 1, List.of(1), Usage.of(1, 1200, 0, 2400, 0));
    Attribution attribution = session.attribute();

    assertThat(unseen(attribution).tokens(TokenClass.UNCACHED)).isEqualTo(2);
    assertThat(charge(attribution, 1).tokens(TokenClass.UNCACHED)).isZero();
    assertThat(size(attribution, 1)).isEqualTo(new Size(1200, Certainty.BILLED));
  }

  @Test
  void aCompactedPromptStartsAnewBehindWhatItKeeps() {
    grown();
    int summary = session.block("main", Origin.SUMMARY, 80);
    session.call("main", 1, List.of(summary), List.of(), Usage.of(1, 1400, 0, 0, 0));
    Attribution attribution = session.attribute();

    assertThat(life(attribution, 3).calls()).isEqualTo(1);
    assertThat(attribution.misses())
        .singleElement()
        .satisfies(miss -> {
          assertThat(miss.reason()).isEqualTo(Loss.CHANGED);
          assertThat(miss.block()).isEqualTo(1);
          assertThat(miss.tokens()).isEqualTo(size(attribution, 0).tokens());
        });
    assertThat(size(attribution, summary).tokens() + size(attribution, 0).tokens()).isEqualTo(1401);
  }

  @Test
  void aClearedToolResultLosesAllThatFollowsIt() {
    grown();
    int cleared = session.block("main", Origin.TOOL_RESULT, 2);
    session.call("main", 3, List.of(cleared, 4), List.of(), Usage.of(0, 35, 0, 2461, 0));
    Attribution attribution = session.attribute();

    assertThat(size(attribution, cleared).tokens()).isEqualTo(10);
    assertThat(size(attribution, 4).tokens()).isEqualTo(25);
    assertThat(life(attribution, 3).calls()).isEqualTo(1);
  }

  @Test
  void anEditedHistoryWritesTheBlocksBehindTheEditAgain() {
    grown();
    int edited = session.block("main", Origin.USER, 900);
    session.call("main", 1, List.of(edited, 2, 3, 4), List.of(), Usage.of(0, 1500, 0, 1200, 0));
    Attribution attribution = session.attribute();

    assertThat(size(attribution, 3)).isEqualTo(new Size(300, Certainty.BILLED));
    assertThat(life(attribution, 3).lost().times()).containsEntry(Loss.CHANGED, 1);
    assertThat(life(attribution, 3).lost().tokens()).isEqualTo(300);
    assertThat(life(attribution, 3).lost().extra()).isEqualTo(Usd.of("0.001725"));
    assertThat(life(attribution, 4).lost().times()).isEmpty();
  }

  @Test
  void aPauseLongerThanTheCacheLivesIsAnExpiry() {
    grown();
    session.after(400);
    session.call("main", 4, List.of(4), List.of(), Usage.of(1, 2785, 0, 0, 0));
    Attribution attribution = session.attribute();

    CacheMiss miss = attribution.misses().getFirst();
    assertThat(miss.reason()).isEqualTo(Loss.EXPIRED);
    assertThat(miss.gap()).hasSeconds(410);
    assertThat(miss.tokens()).isEqualTo(2760);
    assertThat(miss.extra()).isEqualTo(Usd.of("0.01587"));
    assertThat(life(attribution, 0).lost().times()).containsEntry(Loss.EXPIRED, 1);
  }

  @Test
  void theProvidersOwnReasonWins() {
    grown();
    session.call("main", 4, List.of(4), List.of(), Usage.of(1, 2785, 0, 0, 0));
    var hints = new Hints(null, Map.of("main#3", Loss.TOOLS));

    assertThat(session.attribute().misses().getFirst().reason()).isEqualTo(Loss.UNKNOWN);
    assertThat(Attribution.of(session.trace(), Session.PRICING, hints).misses().getFirst().reason())
        .isEqualTo(Loss.TOOLS);
  }

  @Test
  void changedToolsLoseTheWholePrompt() {
    session.block("main", Origin.TOOLS, 500);
    session.block("main", Origin.SYSTEM, 500);
    int more = session.block("main", Origin.TOOLS, 600);
    session.call("main", 0, List.of(0, 1), List.of(), Usage.of(0, 3000, 0, 0, 0));
    session.call("main", 0, List.of(more, 1), List.of(), Usage.of(0, 3100, 0, 0, 0));
    Attribution attribution = session.attribute();

    assertThat(attribution.misses().getFirst().reason()).isEqualTo(Loss.TOOLS);
    assertThat(attribution.misses().getFirst().block()).isZero();
    assertThat(life(attribution, 1).lost().times()).containsEntry(Loss.TOOLS, 1);
  }

  @Test
  void aPromptBelowTheMinimumLosesWhatItWasCachedFor() {
    grown();
    int summary = session.block("main", Origin.SUMMARY, 80);
    session.call("main", 1, List.of(summary), List.of(), Usage.of(1_300, 0, 0, 0, 0));
    var hints = new Hints(CacheRules.of(Catalog.bundled(), "anthropic"), Map.of());

    assertThat(Attribution.of(session.trace(), Session.PRICING, hints).misses())
        .extracting(CacheMiss::reason)
        .containsExactly(Loss.TOO_SHORT);
  }

  @Test
  void anotherModelPaysForTheSamePromptAgain() {
    grown();
    session.agent("next", Role.SOLO, Session.HAIKU, null, null);
    session.call("next", 0, List.of(0, 1, 2, 3), List.of(), Usage.of(1, 2600, 0, 0, 0));
    Attribution attribution = session.attribute();

    assertThat(attribution.misses())
        .singleElement()
        .satisfies(miss -> assertThat(miss.reason()).isEqualTo(Loss.MODEL));
    assertThat(attribution.bills(3)).hasSize(2);
    assertThat(attribution.by(BlockKey.PAYER)).containsOnlyKeys("main", "next");
  }

  @Test
  void resultsOfParallelToolCallsShareTheirGrowthBySize() {
    session.block("main", Origin.SYSTEM, 100);
    session.block("main", Origin.TOOL_CALL, 10);
    session.block("main", Origin.TOOL_CALL, 10);
    session.block("main", Origin.TOOL_RESULT, 100);
    session.block("main", Origin.TOOL_RESULT, 300);
    session.call("main", 0, List.of(0), List.of(1, 2), Usage.of(120, 0, 0, 0, 40));
    session.call("main", 1, List.of(1, 2, 3, 4), List.of(), Usage.of(1000, 0, 0, 0, 0));
    Attribution attribution = session.attribute();

    assertThat(size(attribution, 1)).isEqualTo(new Size(20, Certainty.APPORTIONED));
    assertThat(charge(attribution, 2).tokens(TokenClass.OUTPUT)).isEqualTo(20);
    assertThat(size(attribution, 3).tokens() + size(attribution, 4).tokens()).isEqualTo(840);
    assertThat(size(attribution, 4).tokens()).isBetween(600L, 640L);
  }

  @Test
  void thinkingThatReturnsKeepsItsSize() {
    thinking(2_460 + 60 + 800 + 300);
    Attribution attribution = session.attribute();

    assertThat(size(attribution, 2).tokens()).isBetween(700L, 850L);
    assertThat(size(attribution, 4).tokens()).isEqualTo(300);
  }

  @Test
  void thinkingThatTheProviderDropsTakesNoRoom() {
    thinking(2_460 + 60 + 300);
    Attribution attribution = session.attribute();

    assertThat(size(attribution, 2).tokens()).isZero();
    assertThat(charge(attribution, 2).tokens(TokenClass.OUTPUT)).isBetween(700L, 850L);
    assertThat(size(attribution, 4).tokens()).isBetween(250L, 350L);
  }

  private void thinking(long secondPrompt) {
    session.block("main", Origin.SYSTEM, 1000);
    session.block("main", Origin.USER, 1000);
    session.block("main", Origin.THINKING, 750);
    session.block("main", Origin.TOOL_CALL, 50);
    session.block("main", Origin.TOOL_RESULT, 260);
    session.call("main", 0, List.of(0, 1), List.of(2, 3), Usage.of(2_460, 0, 0, 0, 860));
    session.call("main", 2, List.of(2, 3, 4), List.of(), Usage.of(secondPrompt, 0, 0, 0, 0));
  }

  @Test
  void lessThanWhatShouldStandShrinksItAndLosesNoToken() {
    grown();
    session.call("main", 4, List.of(4), List.of(), Usage.of(0, 0, 0, 1_000, 0));
    Attribution attribution = session.attribute();

    assertThat(attribution.total().tokens(TokenClass.READ)).isEqualTo(3_400);
    assertThat(size(attribution, 0).known()).isEqualTo(Certainty.ESTIMATED);
  }

  @Test
  void aCallWithoutUsageIsSizedWithTheNextOne() {
    grown();
    int more = session.block("main", Origin.TOOL_RESULT, 100);
    session.call("main", 4, List.of(4), List.of(), Usage.NONE);
    session.call("main", 5, List.of(more), List.of(), Usage.of(1, 145, 0, 2760, 0));
    Attribution attribution = session.attribute();

    assertThat(size(attribution, 4).tokens()).isEqualTo(25);
    assertThat(size(attribution, more).tokens()).isEqualTo(120);
    assertThat(life(attribution, 4).calls()).isEqualTo(1);
    assertThat(attribution.bill().unpricedCalls()).isEqualTo(1);
  }

  @Test
  void anUnfinishedCallsOutputIsUnseen() {
    grown();
    session.call("main", 4, List.of(4), List.of(), Usage.of(1, 24, 0, 2761, 33));

    assertThat(unseen(session.attribute()).tokens(TokenClass.OUTPUT)).isEqualTo(33);
  }

  @Test
  void tokensOfAnUnknownModelAreAttributedAndListedAsUnpriced() {
    session.agent("other", Role.SOLO, "no-such-model", null, null);
    int task = session.block("other", Origin.USER, 100);
    session.call("other", 0, List.of(task), List.of(), Usage.of(100, 0, 0, 0, 5));
    Bill charge = session.attribute().total();

    assertThat(charge.tokens(TokenClass.UNCACHED)).isEqualTo(100);
    assertThat(charge.unpriced().tokens()).isEqualTo(105);
    assertThat(charge.money()).isEmpty();
  }

  @Test
  void aCallOfNoAgentIsRefused() {
    session.call("nobody", 0, List.of(), List.of(), Usage.NONE);

    assertThatThrownBy(session::attribute)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("call nobody#1")
        .hasMessageContaining("nobody");
  }

  private static Bill unseen(Attribution attribution) {
    return attribution.by(BlockKey.ORIGIN).getOrDefault("unseen", Bill.NONE);
  }

  static Size size(Attribution attribution, int id) {
    return attribution.bills(id).getFirst().size();
  }

  static Bill charge(Attribution attribution, int id) {
    return attribution.bills(id).getFirst().charge();
  }

  static Life life(Attribution attribution, int id) {
    return attribution.bills(id).getFirst().life();
  }
}
