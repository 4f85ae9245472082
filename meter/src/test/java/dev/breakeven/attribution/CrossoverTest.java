package dev.breakeven.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CrossoverTest {

  @Test
  void theReadMultiplierAtWhichTwoArmsMeetMakesThemCostTheSame() {
    var readsMuch = new Stake(Usd.of("0.1175"), Usd.of("2.5"));
    var writesMuch = new Stake(Usd.of("0.355"), Usd.of("0.5"));

    assertThat(Crossover.of(one(readsMuch), one(writesMuch)))
        .as("30,000 × 6.25 + 2,000 × 25 over 400,000 × 5")
        .isEqualTo(new Crossover.At(new BigDecimal("0.118750000"), false));
  }

  @Test
  void anExecutorPaysUpToTheFactorThatEatsItsSaving() {
    var alone = new Stake(Usd.of("1"), Usd.ZERO);
    var delegating = new Stake(Usd.of("0.4"), Usd.of("0.2"));

    assertThat(Crossover.of(one(alone), one(delegating)))
        .isEqualTo(new Crossover.At(new BigDecimal("3.000000000"), true));
  }

  @Test
  void anArmThatUsesMoreOfEverythingIsNeverCheaper() {
    var less = one(new Stake(Usd.of("1"), Usd.of("1")));
    var more = one(new Stake(Usd.of("2"), Usd.of("3")));
    var twice = new Crossover.Mean(new Stake(Usd.of("2"), Usd.of("2")), 2);

    assertThat(Crossover.of(less, more)).isEqualTo(new Crossover.Always(true));
    assertThat(Crossover.of(more, less)).isEqualTo(new Crossover.Always(false));
    assertThat(Crossover.of(less, twice)).isEqualTo(new Crossover.Equal());
  }

  @Test
  void withoutTrialsThereIsNoMean() {
    assertThatThrownBy(() -> new Crossover.Mean(new Stake(Usd.ZERO, Usd.ZERO), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0");
  }

  private static Crossover.Mean one(Stake trial) {
    return new Crossover.Mean(trial, 1);
  }
}
