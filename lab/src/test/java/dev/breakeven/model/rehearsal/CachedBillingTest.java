package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.cache.CacheRules;
import dev.breakeven.cache.PromptCache;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachedBillingTest {
  private static final long MINIMUM = 2048;

  private final PromptCache cache = new PromptCache(CacheRules.of(Catalog.bundled(), "anthropic"));

  @Test
  void uncachedTokensAreOneACallPlusTheCallsUnderTheMinimum() throws Exception {
    for (int seed = 0; seed < 10; seed++) {
      MiniLoop.Run run = run(seed);
      long expected = run.turns();
      for (ModelAnswer answer : run.answers()) {
        long size = sum(answer.sizes().prompt());
        expected += size < MINIMUM ? size : 0;
      }
      assertThat(run.usage().count(TokenClass.UNCACHED)).isEqualTo(expected);
    }
  }

  @Test
  void everyPromptIsBilledWholeWithItsTail() throws Exception {
    for (ModelAnswer answer : run(3).answers()) {
      assertThat(answer.usage().prompt()).isEqualTo(sum(answer.sizes().prompt()) + 1);
    }
  }

  @Test
  void callReadsWhatTheCallBeforeItReadAndWrote() throws Exception {
    MiniLoop.Run run = run(4);
    for (int i = 1; i < run.turns(); i++) {
      Usage before = run.answers().get(i - 1).usage();
      assertThat(run.answers().get(i).usage().count(TokenClass.READ))
          .isEqualTo(before.count(TokenClass.READ) + before.count(TokenClass.WRITE_5M));
    }
    assertThat(run.usage().count(TokenClass.READ)).isGreaterThan(20_000);
  }

  @Test
  void trialsOfOtherScopeShareNothing() throws Exception {
    Usage first = run(5).answers().getFirst().usage();
    Usage again = run(5).answers().getFirst().usage();

    assertThat(again).isEqualTo(first);
  }

  private MiniLoop.Run run(int seed) throws Exception {
    Script script = Tasks.REPAIR.script();
    var billing = new CachedBilling(cache, "trial " + seed + " " + scopes++);
    var meter = new RehearsedModel.Meter(Rehearsals.COUNTER, billing);
    var model =
        new RehearsedModel(
            Profiles.bundled("opus-like"), script, seed, new VirtualClock(Rehearsals.START), meter);
    var repository = new FakeRepository(Tasks.REPAIR.files(), script);
    return new MiniLoop(repository, null).run(model, Rehearsals.TASK, 60);
  }

  private int scopes;

  private static long sum(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).sum();
  }
}
