package dev.breakeven.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.pricing.Cost;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossoverTest {
  private static final Usage READS_MUCH = Usage.of(1_000, 10_000, 0, 500_000, 2_000);
  private static final Usage WRITES_MUCH = Usage.of(1_000, 40_000, 0, 100_000, 4_000);

  @Test
  void theReadMultiplierAtWhichTwoArmsMeetMakesThemCostTheSame() {
    Crossover crossover =
        Crossover.of(List.of(byMultiplier(READS_MUCH)), List.of(byMultiplier(WRITES_MUCH)));

    assertThat(crossover)
        .as("30,000 × 6.25 + 2,000 × 25 over 400,000 × 5")
        .isEqualTo(new Crossover.At(new BigDecimal("0.118750000"), false));
  }

  @Test
  void theOutputPriceAtWhichTwoArmsMeet() {
    Crossover crossover =
        Crossover.of(
            List.of(Stake.ofOutputPrice(READS_MUCH, cost(READS_MUCH))),
            List.of(Stake.ofOutputPrice(WRITES_MUCH, cost(WRITES_MUCH))));

    assertThat(crossover)
        .as("(0.0625 + 0.25 − 0.25 − 0.05) over 2,000 tokens, in USD per million")
        .isEqualTo(new Crossover.At(new BigDecimal("6.250000000"), true));
  }

  @Test
  void anExecutorPaysUpToTheFactorThatEatsItsSaving() {
    Crossover crossover =
        Crossover.of(
            List.of(Stake.ofExecutorPrice(Usd.of("1"), Usd.ZERO)),
            List.of(Stake.ofExecutorPrice(Usd.of("0.4"), Usd.of("0.2"))));

    assertThat(crossover).isEqualTo(new Crossover.At(new BigDecimal("3.000000000"), true));
  }

  @Test
  void anArmThatUsesMoreOfEverythingIsNeverCheaper() {
    var less = new Stake(Usd.of("1"), Usd.of("1"));
    var more = new Stake(Usd.of("2"), Usd.of("3"));

    assertThat(Crossover.of(List.of(less), List.of(more))).isEqualTo(new Crossover.Always(true));
    assertThat(Crossover.of(List.of(more), List.of(less))).isEqualTo(new Crossover.Always(false));
    assertThat(Crossover.of(List.of(less), List.of(less, less))).isEqualTo(new Crossover.Equal());
  }

  @Test
  void withoutTrialsNothingCrosses() {
    assertThatThrownBy(() -> Crossover.of(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0 and 0");
  }

  private static Stake byMultiplier(Usage usage) {
    return Stake.ofReadMultiplier(usage, cost(usage), Usd.of("0.000005"));
  }

  private static Cost.Priced cost(Usage usage) {
    Cost cost = Session.PRICING.cost(Session.OPUS, LocalDate.parse("2026-06-01"), usage);
    return switch (cost) {
      case Cost.Priced priced -> priced;
      case Cost.Unpriced(String reason) -> throw new AssertionError(reason);
    };
  }
}
