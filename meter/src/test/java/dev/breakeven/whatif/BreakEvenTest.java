package dev.breakeven.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.BreakEven.Part;
import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Situation.Handover;
import dev.breakeven.whatif.Situation.Parent;
import dev.breakeven.whatif.Situation.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Amounts are computed by hand from the published prices: Opus 5.5 writes at 5, reads at 0.2 and
/// answers at 20 USD a million tokens, Haiku 5.5 at 0.125, 0.01 and 0.5.
class BreakEvenTest {
  private static final Duration IN_TIME = Duration.ofSeconds(90);

  @Test
  void theWorkedExampleIsExact() {
    var point = BreakEven.of(Situations.example(IN_TIME));

    // 60,000 · 8 · 0.2; 9,600 · (5 + 0.2 · 24); 1,440 · 20
    assertThat(point.alone())
        .containsEntry(Part.CONTEXT, Usd.of("0.096"))
        .containsEntry(Part.GROWTH, Usd.of("0.09408"))
        .containsEntry(Part.OUTPUT, Usd.of("0.0288"));
    // 400 · (20 + 5 + 4); 500 · (5 + 4); 60,000 · 0.2
    assertThat(point.delegated())
        .containsEntry(Part.INSTRUCTION, Usd.of("0.0116"))
        .containsEntry(Part.REPORT, Usd.of("0.0045"))
        .containsEntry(Part.HANDING_OVER, Usd.of("0.012"))
        // 15,600 · 0.125 + (6,000 · 7 + 9,600 · 4) · 0.01 + 1,440 · 0.5
        .containsEntry(Part.EXECUTOR, Usd.of("0.003474"))
        .containsEntry(Part.EXPIRY, Usd.ZERO);
    assertThat(point.aloneTotal()).isEqualTo(Usd.of("0.21888"));
    assertThat(point.gain()).isEqualTo(Usd.of("0.187306"));
  }

  @Test
  void anExecutorThatComesBackLateCostsTheWholeContextAgain() {
    var late = BreakEven.of(Situations.example(Duration.ofMinutes(5)));
    var often = BreakEven.of(Situations.example(IN_TIME, IN_TIME, IN_TIME, Duration.ofHours(1)));

    // 60,000 · (5 − 0.2)
    assertThat(late.delegated()).containsEntry(Part.EXPIRY, Usd.of("0.288"));
    assertThat(late.gain()).isEqualTo(Usd.of("-0.100694"));
    assertThat(often.delegated()).containsEntry(Part.EXPIRY, Usd.of("0.072"));
  }

  @Test
  void theWorkedExampleCrossesWhereTheFormulaSays() {
    var crossovers = BreakEven.of(Situations.example(IN_TIME)).crossovers();

    assertThat(crossovers)
        // 0.187306 / (0.000005 + 20 · 0.0000002) = 20,811.8 more than 500
        .containsEntry(Variable.REPORT, new Crossover.UpTo(21_311))
        // 0.187306 / 0.000029 = 6,458.8 more than 400
        .containsEntry(Variable.INSTRUCTION, new Crossover.UpTo(6_858))
        .containsEntry(Variable.EXECUTOR_USD, new Crossover.UpTo(190_780_000_000L))
        // 0.19078 / 0.003474 = 54.916
        .containsEntry(Variable.EXECUTOR_PRICE, new Crossover.UpTo(54_916))
        // 0.187306 / 0.012 = 15.6 more than 1
        .containsEntry(Variable.EXTRA_CALLS, new Crossover.UpTo(16))
        .containsEntry(Variable.SECONDS, new Crossover.UpTo(299))
        .containsEntry(Variable.CALLS, new Crossover.From(2));
    assertThat(crossovers.get(Variable.CONTEXT)).isEqualTo(new Crossover.Always());
  }

  @Test
  void dictatingAKnownEditNeverPaysWhileLittleWouldHaveStayed() {
    // The instruction says what the answer would have: 2,000 tokens. 2,200 would have stayed.
    var situation =
        new Situation(
            new Parent(Situations.model("claude-opus-5-5"), 60_000, 20),
            new Stretch(1, 2_200, 2_000),
            new Handover(2_000, 300, 1, List.of()),
            new Executor.Given(Usd.ZERO));
    var point = BreakEven.of(situation);

    // (2,200 − 2,300) · (5 + 20 · 0.2) + 2,200 · 0.2 / 2
    assertThat(point.gain()).isEqualTo(Usd.of("-0.00068"));
    assertThat(point.crossovers())
        .containsEntry(Variable.EXECUTOR_USD, new Crossover.Never())
        .containsEntry(Variable.GROWTH, new Crossover.From(2_275));
  }

  @Test
  void aLongPromptOfTheExecutorHasThePricesOfItsTier() {
    var haiku = Situations.model("claude-haiku-5-5");
    // Prompts of 99,500 and 100,500 tokens: one below the tier, one above.
    var prompt = GrowingPrompt.of(haiku, 99_000, new Stretch(2, 2_000, 100), true);

    assertThat(prompt.reading()).isEqualTo(Usd.of("0.00602")); // 99,500 · 0.01 + 100,500 · 0.05
    assertThat(prompt.writing()).isEqualTo(Usd.of("0.00075")); // 1,000 · (0.125 + 0.625)
    assertThat(prompt.answers()).isEqualTo(Usd.of("0.00015")); // 50 · (0.5 + 2.5)
  }

  @Test
  void aPromptBelowTheShortestCacheableLengthIsPaidInFull() {
    var haiku = Situations.model("claude-haiku-4-5"); // 1 in, 1.25 write, 0.1 read; 4,096
    var prompt = GrowingPrompt.of(haiku, 1_000, new Stretch(2, 1_000, 0), false);

    // 1,250 + 1,750 tokens read and 1,000 new ones, all at 1
    assertThat(prompt.total()).isEqualTo(Usd.of("0.004"));
  }

  @Test
  void aPromptThatGrowsOverTheShortestCacheableLengthIsWrittenWhole() {
    var haiku = Situations.model("claude-haiku-4-5");
    // Prompts of 3,096 and 5,096: the first in full, with 2,000 new; then 2,096 + 2,000 written.
    var prompt = GrowingPrompt.of(haiku, 2_096, new Stretch(2, 4_000, 0), false);

    assertThat(prompt.reading()).isEqualTo(Usd.of("0.0036056")); // 3,096 · 1 + 5,096 · 0.1
    // 2,000 · 1 + 2,000 · 1.25 + 2,096 · (1.25 − 0.1)
    assertThat(prompt.writing()).isEqualTo(Usd.of("0.0069104"));
  }

  @Test
  void aParentThatPassesATierPaysMoreForAllCallsToCome() {
    var situation =
        new Situation(
            new Parent(Situations.model("claude-haiku-5-5"), 95_000, 9),
            new Stretch(5, 10_000, 0),
            new Handover(0, 0, 1, List.of()),
            new Executor.Given(Usd.ZERO));

    // 95,000 tokens in 10 calls at 0.05 instead of 0.01
    assertThat(BreakEven.of(situation).alone()).containsEntry(Part.PRICE_STEP, Usd.of("0.038"));
  }

  @Test
  void oneMoreUnitThanPaysDoesNotPay() {
    var random = new Random(14);
    int crossed = 0;
    for (int i = 0; i < 300; i++) {
      Situation situation = Situations.random(random);
      for (Map.Entry<Variable, Crossover> entry : BreakEven.of(situation).crossovers().entrySet()) {
        Variable variable = entry.getKey();
        switch (entry.getValue()) {
          case Crossover.Always _, Crossover.Never _ -> {}
          case Crossover.From(long least) -> {
            assertCrosses(situation, variable, least, least - 1);
            crossed++;
          }
          case Crossover.UpTo(long most) -> {
            assertCrosses(situation, variable, most, most + 1);
            crossed++;
          }
          case Crossover.Between(long least, long most) -> {
            assertCrosses(situation, variable, least, least - 1);
            assertCrosses(situation, variable, most, most + 1);
            crossed++;
          }
        }
      }
    }
    assertThat(crossed).isGreaterThan(1_000);
  }

  private static void assertCrosses(Situation situation, Variable variable, long pays, long not) {
    assertThat(gain(variable.with(situation, pays)))
        .as("%s %d of %s", variable, pays, situation)
        .isGreaterThanOrEqualTo(0);
    assertThat(gain(variable.with(situation, not)))
        .as("%s %d of %s", variable, not, situation)
        .isNegative();
  }

  @Test
  void whatCostsMoreNeverMakesItPayMore() {
    var random = new Random(15);
    for (int i = 0; i < 1_000; i++) {
      Situation situation = Situations.random(random);
      for (Variable variable :
          List.of(Variable.REPORT, Variable.EXTRA_CALLS, Variable.EXECUTOR_USD, Variable.SECONDS)) {
        if (variable == Variable.REPORT && tiers(situation)) {
          continue; // a report can lift a prompt over the shortest length, where it costs less
        }
        long value = variable.of(situation);
        assertThat(gain(variable.with(situation, value + 100)))
            .as("%s of %s", variable, situation)
            .isLessThanOrEqualTo(gain(variable.with(situation, value)));
      }
    }
  }

  private static boolean tiers(Situation situation) {
    return !situation.parent().model().steps().isEmpty() && situation.parent().context() < 20_000;
  }

  private static long gain(Situation situation) {
    return BreakEven.of(situation).gain().picodollars();
  }

  @Test
  void aLongerLifeCostsMoreToWriteAndForgivesMore() {
    var catalog = Catalog.bundled();
    var hour = Situations.model("claude-opus-5-5").living(catalog, Duration.ofHours(1));
    var example = Situations.example(Duration.ofMinutes(20));
    var situation =
        new Situation(
            new Parent(hour, 60_000, 20),
            example.stretch(),
            example.handover(),
            example.executor());
    var point = BreakEven.of(situation);

    assertThat(point.delegated()).containsEntry(Part.EXPIRY, Usd.ZERO);
    assertThat(point.delegated()).containsEntry(Part.REPORT, Usd.of("0.006")); // 500 · (8 + 4)
  }

  @Test
  void misuseSaysWhatWasExpectedAndWhatCame() {
    var catalog = Catalog.bundled();
    var model = Situations.model("claude-opus-5-5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Parent(model, 0, 3))
        .withMessage("expected context from 1 to 10,000,000, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Stretch(0, 1, 1))
        .withMessage("expected calls from 1 to 10,000, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Handover(1, -1, 1, List.of()))
        .withMessage("expected report from 0 to 10,000,000, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Executor.Given(Usd.of("-1")))
        .withMessage("expected an executor's bill of 0 USD or more, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.living(catalog, Duration.ofMinutes(7)))
        .withMessage("expected a cache life that anthropic sells, 5m or 1h, got 7m");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PricedModel.of(catalog, "claude-opus-9", Situations.DAY))
        .withMessageContaining("unknown model claude-opus-9");
  }
}
