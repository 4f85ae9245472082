package dev.breakeven.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.breakeven.cache.Breakpoint;
import dev.breakeven.cache.CacheOutcome;
import dev.breakeven.cache.CacheRequest;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.cache.EntryLife;
import dev.breakeven.cache.Level;
import dev.breakeven.cache.PromptCache;
import dev.breakeven.cache.Segment;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.BreakEven.Part;
import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Situation.Handover;
import dev.breakeven.whatif.Situation.Parent;
import dev.breakeven.whatif.Situation.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The formula is held against the cache model: both courses are sent to it call by call.
class CacheModelAgreementTest {
  private static final List<String> MODELS =
      List.of("claude-opus-5-5", "claude-opus-4-7", "claude-sonnet-5-5", "claude-haiku-4-5");
  private static final Duration STEP = Duration.ofSeconds(20);

  /// Calls sent to the cache model, and what they cost.
  private static final class Meter {
    private final PricedModel model;
    private final PromptCache cache;
    private final List<Segment> prompt = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private long picodollars;

    Meter(PricedModel model) {
      this.model = model;
      this.cache =
          new PromptCache(CacheRules.of(Catalog.bundled(), "anthropic").withMinimum(model.id(), 0));
    }

    /// Adds content to the prompt.
    void grow(long tokens) {
      if (tokens > 0) {
        prompt.add(new Segment(prompt.size() + 1, tokens, Level.MESSAGES));
      }
    }

    /// Sends the prompt; the tail of a token is not the formula's.
    void call(long output) {
      CacheOutcome outcome =
          cache.send(
              new CacheRequest(
                  model.id(),
                  "test",
                  prompt,
                  List.of(new Breakpoint(prompt.size() - 1, EntryLife.FIVE_MINUTES)),
                  now,
                  now));
      picodollars +=
          outcome.read() * model.read(outcome.prompt())
              + outcome.write5m() * model.write(outcome.prompt())
              + output * model.output(outcome.prompt());
      now = now.plus(STEP);
    }

    void calls(long count) {
      for (long i = 0; i < count; i++) {
        call(0);
      }
    }
  }

  /// A parent whose context is cached already.
  private static Meter parent(Situation situation) {
    var meter = new Meter(situation.parent().model());
    meter.grow(situation.parent().context());
    meter.call(0);
    meter.picodollars = 0;
    return meter;
  }

  private static long idle(Situation situation) {
    Meter meter = parent(situation);
    meter.calls(situation.parent().callsLeft() + 1);
    return meter.picodollars;
  }

  private static long alone(Situation situation) {
    Meter meter = parent(situation);
    Stretch stretch = situation.stretch();
    for (long call = 0; call < stretch.calls(); call++) {
      meter.call(stretch.output() / stretch.calls());
      meter.grow(stretch.growth() / stretch.calls());
    }
    meter.calls(situation.parent().callsLeft() + 1);
    return meter.picodollars - idle(situation);
  }

  /// What an executor's calls cost; with one more, which takes in the last results.
  private static long executor(Situation situation, boolean oneMore) {
    if (!(situation.executor() instanceof Executor.Billed(PricedModel model, long prefix))) {
      throw new IllegalArgumentException("expected an executor that is billed for its calls");
    }
    var meter = new Meter(model);
    Stretch stretch = situation.stretch();
    meter.grow(prefix);
    for (long call = 0; call < stretch.calls(); call++) {
      meter.call(stretch.output() / stretch.calls());
      meter.grow(stretch.growth() / stretch.calls());
    }
    if (oneMore) {
      meter.call(0);
    }
    return meter.picodollars;
  }

  private static long delegated(Situation situation, Duration time) {
    Meter meter = parent(situation);
    Handover handover = situation.handover();
    for (long call = 0; call < handover.calls(); call++) {
      meter.call(call == 0 ? handover.instruction() : 0);
    }
    meter.grow(handover.instruction());
    meter.grow(handover.report());
    meter.now = meter.now.minus(STEP).plus(time);
    meter.calls(situation.parent().callsLeft() + 1);
    return meter.picodollars - idle(situation);
  }

  private static Situation random(Random random, Duration time) {
    long calls = random.nextInt(2, 25);
    return new Situation(
        new Parent(
            Situations.model(MODELS.get(random.nextInt(MODELS.size()))),
            random.nextInt(20_000, 180_000),
            random.nextInt(1, 60)),
        new Stretch(calls, calls * random.nextInt(100, 2_500), calls * random.nextInt(50, 400)),
        new Handover(random.nextInt(100, 1_500), random.nextInt(100, 3_000), 1, List.of(time)),
        new Executor.Billed(
            Situations.model(MODELS.get(random.nextInt(MODELS.size()))),
            random.nextInt(6_000, 30_000)));
  }

  @Test
  void bothCoursesAgreeWithinTwoPercentWhereNothingExpires() {
    var random = new Random(41);
    for (int i = 0; i < 400; i++) {
      Situation situation = random(random, STEP);
      var point = BreakEven.of(situation);

      assertNear(point.aloneTotal(), alone(situation), 0.02, situation);
      Usd parents = point.delegatedTotal().minus(BreakEven.executor(situation));
      assertNear(parents, delegated(situation, STEP), 0.02, situation);
      // The formula counts half a growth of reading too much, and no call that only reports.
      long most = executor(situation, true);
      assertThat(BreakEven.executor(situation).picodollars())
          .isBetween(executor(situation, false), most + most / 33);
    }
  }

  @Test
  void theTermOfExpiryAgreesWithinFivePercent() {
    var random = new Random(42);
    Duration late = Duration.ofMinutes(7);
    for (int i = 0; i < 400; i++) {
      Situation situation = random(random, late);
      long term = delegated(situation, late) - delegated(situation, STEP);

      assertNear(
          BreakEven.of(situation).delegated().getOrDefault(Part.EXPIRY, Usd.ZERO),
          term,
          0.05,
          situation);
    }
  }

  private static void assertNear(Usd formula, long model, double share, Situation situation) {
    assertThat((double) formula.picodollars() / model)
        .as("%s against %s in %s", formula, new Usd(model), situation)
        .isCloseTo(1, within(share));
  }
}
