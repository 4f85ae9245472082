package dev.breakeven.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Floor;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DelegatingThresholdTest {
  private static final Catalog CATALOG = Catalog.bundled();
  private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");
  private static final String OPUS = "claude-opus-4-7";
  private static final String HAIKU = "claude-haiku-4-5";

  private final List<Agent> agents = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();

  private int block(Origin origin, String agent, long tokens) {
    blocks.add(new Block(blocks.size(), origin, agent, null, null, tokens));
    return blocks.size() - 1;
  }

  private void call(String agent, List<Integer> prompt, List<Integer> answer, Usage usage) {
    int turn = calls.size() + 1;
    calls.add(
        new Call(
            agent + "#" + turn,
            agent,
            turn,
            new Prompt(0, prompt, List.of()),
            new Call.Answer(answer, null, usage, Known.BILLED),
            new Call.Timing(START.plusSeconds(turn), Duration.ZERO, Duration.ofSeconds(1))));
  }

  /// An orchestrator at 5,000 tokens of context that hands over by one call `executors` times; each
  /// executor grows by 2,000 tokens a call.
  private Trace trace(int executors, int each, String model, Agent.@Nullable Unlogged unlogged) {
    agents.add(new Agent("main", Role.ORCHESTRATOR, OPUS, null, null));
    int system = block(Origin.SYSTEM, "main", 5_000);
    var told = new ArrayList<Integer>();
    for (int i = 0; i < executors; i++) {
      told.add(block(Origin.INSTRUCTION, "main", 100));
    }
    call("main", List.of(system), told, Usage.of(0, 5_000, 0, 0, 100L * executors));
    var prompt = new ArrayList<Integer>(List.of(system));
    prompt.addAll(told);
    for (int i = 0; i < executors; i++) {
      String id = "main." + (i + 1);
      agents.add(new Agent(id, Role.EXECUTOR, model, "main", told.get(i), unlogged));
      int task = block(Origin.USER, id, 1_000);
      for (int turn = 0; turn < each; turn++) {
        call(id, List.of(task), List.of(), Usage.of(1_000 + 2_000L * turn, 0, 0, 0, 100));
      }
      prompt.add(block(Origin.REPORT, "main", 50));
    }
    call("main", prompt, List.of(), Usage.of(0, 150L * executors, 0, 5_000, 20));
    call("main", prompt, List.of(), Usage.of(0, 0, 0, 5_000 + 150L * executors, 20));
    return new Trace(Map.of(), agents, blocks, calls, Map.of());
  }

  private static DelegatingThreshold of(Trace trace) {
    return DelegatingThreshold.of(trace, Attribution.of(trace, Pricing.of(CATALOG)), CATALOG);
  }

  @Test
  void oneDelegationHasTheThresholdOfItsOwnCrossover() {
    var trace = trace(1, 6, HAIKU, null);
    var attribution = Attribution.of(trace, Pricing.of(CATALOG));
    var alone = SessionWhatIf.Delegated.of(trace, attribution, CATALOG).getFirst();
    var weighed = of(trace).weighed().orElseThrow();

    assertThat(weighed.calls()).isEqualTo(alone.calls().orElseThrow());
    assertThat(weighed.executorCalls()).isEqualTo(6);
    assertThat(weighed.spent()).isEqualTo(attribution.delegations().getFirst().spent().bill());
  }

  @Test
  void theThresholdIsWhereTheGainChangesItsSign() {
    var trace = trace(1, 6, HAIKU, null);
    long least = least(of(trace));
    Situation situation =
        RecordedDelegation.of(trace, Attribution.of(trace, Pricing.of(CATALOG)))
            .getFirst()
            .situation(PricedModel.of(CATALOG, OPUS, LocalDate.of(2026, 11, 24)))
            .orElseThrow();
    assertThat(least).isGreaterThan(1);
    assertThat(BreakEven.of(Variable.CALLS.with(situation, least)).gain())
        .isGreaterThanOrEqualTo(Usd.ZERO);
    assertThat(BreakEven.of(Variable.CALLS.with(situation, least - 1)).gain()).isLessThan(Usd.ZERO);
  }

  private static long least(DelegatingThreshold threshold) {
    return switch (threshold.weighed().orElseThrow().calls()) {
      case Crossover.From(long least) -> least;
      case Crossover.Always _, Crossover.Never _, Crossover.UpTo _, Crossover.Between _ -> -1;
    };
  }

  @Test
  void whatOneCallHandsOverTwiceIsWeighedTogether() {
    var weighed = of(trace(2, 6, HAIKU, null)).weighed().orElseThrow();
    assertThat(weighed.delegations()).isEqualTo(2);
    assertThat(weighed.executorCalls()).isEqualTo(12);
    // One call hands both over, so the second needs no reading of the context of its own.
    long both = least(of(separate(2)));
    long one = least(of(separate(1)));
    assertThat(both).isLessThanOrEqualTo(2 * one);
  }

  private static Trace separate(int executors) {
    return new DelegatingThresholdTest().trace(executors, 6, HAIKU, null);
  }

  @Test
  void anExecutorWhoseCallsAreNotInTheLogLeavesNothingToWeigh() {
    var trace = trace(2, 0, HAIKU, new Agent.Unlogged(12L, Duration.ofSeconds(30)));
    var threshold = of(trace);
    assertThat(threshold.weighed()).isEmpty();
    assertThat(threshold.unlogged())
        .isEqualTo(
            new DelegatingThreshold.Unlogged(
                2, 2, new Agent.Unlogged(24L, Duration.ofSeconds(60))));
    var bill = Attribution.of(trace, Pricing.of(CATALOG)).bill();
    assertThat(bill.floors()).containsEntry(new Floor.NoExecutor(), 2L);
    assertThat(bill).isEqualTo(Pricing.of(CATALOG).bill(trace));
  }

  @Test
  void whatTheLogDoesNotTellStaysUnknown() {
    var threshold = of(trace(1, 0, HAIKU, new Agent.Unlogged(null, null)));
    assertThat(threshold.unlogged().told()).isEqualTo(new Agent.Unlogged(null, null));
  }

  @Test
  void aPriceThatIsNotKnownLeavesNothingToWeigh() {
    var threshold = of(trace(1, 6, "no-such-model", null));
    assertThat(threshold.weighed()).isEmpty();
    assertThat(threshold.unpriced()).isEqualTo(1);
    assertThat(threshold.unlogged().delegations()).isZero();
  }
}
