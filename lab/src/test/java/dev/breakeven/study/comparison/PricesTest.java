package dev.breakeven.study.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Crossover;
import dev.breakeven.attribution.Item;
import dev.breakeven.study.Charge;
import dev.breakeven.study.Trial;
import dev.breakeven.study.comparison.Crossovers.Crossing;
import dev.breakeven.study.comparison.Crossovers.Kind;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Where a difference in cost comes from, and at which prices it would vanish.
class PricesTest {
  private static final String OPUS = "claude-opus-4-7";
  private static final String HAIKU = "claude-haiku-4-5";

  /// A: 1 M read, 0.1 M written out. B: 0.6 M read, 0.1 M out, and an executor of 0.3 M out. USD:
  /// 0.5 + 2.5 = 3 against 0.3 + 2.5 + 1.5 = 4.3.
  private static final List<Charge> CHARGES =
      List.of(
          Trials.charge("A", 1, Role.SOLO, OPUS, usage(1_000_000, 100_000)),
          Trials.charge("B", 1, Role.ORCHESTRATOR, OPUS, usage(600_000, 100_000)),
          Trials.charge("B", 1, Role.EXECUTOR, HAIKU, usage(0, 300_000)));

  private static final Crossovers.Side A = side("A");
  private static final Crossovers.Side B = side("B");

  @Test
  void theArmsMeetAtTheReadMultiplierThatMakesThemEqual() {
    var met = new Crossovers(CHARGES, Trials.LIST).between(A, B);

    // 1.3 USD over 0.4 M tokens more: 3.25 USD a million above 0.5, of an input price of 5.
    assertThat(price(met, Kind.READ_MULTIPLIER, OPUS)).isEqualByComparingTo("0.75");
    assertThat(meeting(met, Kind.READ_MULTIPLIER, OPUS).firstCheaperAbove()).isFalse();
  }

  @Test
  void theyMeetWhereTheExecutorIsCheapEnough() {
    var crossovers = new Crossovers(CHARGES, Trials.LIST);
    var met = crossovers.between(A, B);

    // The executor may cost 0.2 of its 1.5 USD.
    assertThat(price(met, Kind.EXECUTOR_PRICE, HAIKU)).isEqualByComparingTo("0.133333333");
    assertThat(meeting(met, Kind.EXECUTOR_PRICE, HAIKU).firstCheaperAbove()).isTrue();
    assertThat(price(met, Kind.OUTPUT_PRICE, HAIKU)).isEqualByComparingTo("0.666666665");
    assertThat(crossovers.executorBudget(A, B)).contains(Usd.of("0.2"));
    assertThat(crossovers.executorBudget(B, A)).isEmpty();
  }

  @Test
  void equalTokensMeetAtNoPrice() {
    assertThat(new Crossovers(CHARGES, Trials.LIST).between(A, B))
        .filteredOn(c -> c.lever().kind() == Kind.OUTPUT_PRICE && c.lever().model().equals(OPUS))
        .extracting(Crossing::meeting)
        .containsExactly(new Crossover.Always(true));
  }

  @Test
  void withoutAPriceNothingIsReckoned() {
    var charges = new ArrayList<>(CHARGES);
    charges.add(Trials.charge("B", 1, Role.EXECUTOR, "nobody-knows", usage(1, 1)));

    assertThat(new Crossovers(charges, Trials.LIST).between(A, B)).isEmpty();
    assertThat(new DifferenceReasons(charges, Trials.LIST).between(A.trials(), B.trials()))
        .isEmpty();
  }

  @Test
  void aDifferenceIsSplitByClassAndExecutor() {
    var gap =
        new DifferenceReasons(CHARGES, Trials.LIST).between(A.trials(), B.trials()).orElseThrow();

    assertThat(gap.total()).isEqualTo(Usd.of("1.3"));
    assertThat(gap.item(Item.READS)).isEqualTo(Usd.of("-0.2"));
    assertThat(gap.item(Item.EXECUTOR)).isEqualTo(Usd.of("1.5"));
    assertThat(gap.price()).isEqualTo(Usd.ZERO);
  }

  @Test
  void thePartsAddUpWhateverTheTokens() {
    var random = new Random(7);
    for (int round = 0; round < 50; round++) {
      var charges = new ArrayList<Charge>();
      var sides = List.of(new ArrayList<Trial>(), new ArrayList<Trial>());
      for (int trial = 1; trial <= 2 + random.nextInt(5); trial++) {
        for (int side = 0; side < 2; side++) {
          var arm = side == 0 ? "A" : "B";
          var model = side == 0 ? OPUS : HAIKU;
          var usage =
              Usage.of(
                  random.nextInt(9_000),
                  random.nextInt(90_000),
                  random.nextBoolean() ? random.nextInt(9_000) : 0,
                  random.nextInt(900_000),
                  random.nextInt(9_000));
          charges.add(Trials.charge(arm, trial, Role.SOLO, model, usage));
          sides.get(side).add(new Trial(arm, "T1", trial));
        }
      }

      var gap =
          new DifferenceReasons(charges, Trials.LIST)
              .between(sides.get(0), sides.get(1))
              .orElseThrow();

      var parts = gap.price().plus(gap.turns());
      for (var item : Item.values()) {
        parts = parts.plus(gap.item(item));
      }
      assertThat(parts).isEqualTo(gap.total());
    }
  }

  private static BigDecimal price(List<Crossing> met, Kind kind, String model) {
    return crossing(met, kind, model).price().orElseThrow();
  }

  private static Crossover.At meeting(List<Crossing> met, Kind kind, String model) {
    return (Crossover.At) crossing(met, kind, model).meeting();
  }

  private static Crossing crossing(List<Crossing> met, Kind kind, String model) {
    return met.stream()
        .filter(c -> c.lever().kind() == kind && c.lever().model().equals(model))
        .findFirst()
        .orElseThrow();
  }

  private static Crossovers.Side side(String arm) {
    return new Crossovers.Side(arm, List.of(new Trial(arm, "T1", 1)), 1);
  }

  private static Usage usage(long read, long output) {
    return Usage.of(0, 0, 0, read, output);
  }
}
