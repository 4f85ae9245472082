package dev.breakeven.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void theSmallestIsMultipliedMostAndNoneFallsBelowThoseBefore() {
    assertThat(Holm.adjust(0.01, 0.04, 0.03))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.03, 0.06, 0.06);
  }

  @Test
  void nothingExceedsOne() {
    assertThat(Holm.adjust(0.9, 0.5, 0.4)).containsExactly(1, 1, 1);
    assertThat(Holm.adjust(0.2)).containsExactly(0.2);
    assertThat(Holm.adjust()).isEmpty();
  }

  @Test
  void equalValuesStayEqual() {
    double[] adjusted = Holm.adjust(0.02, 0.01, 0.02, 0.5);

    assertThat(adjusted[0]).isEqualTo(adjusted[2]).isCloseTo(0.06, within(1e-12));
  }

  @Test
  void sixPairsAtThreeAgainstThreeShowNothing() {
    assertThat(Holm.adjust(0.1, 0.1, 0.1, 0.1, 0.1, 0.1)).containsOnly(0.6000000000000001);
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(() -> Holm.adjust(0.1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got NaN");
    assertThatThrownBy(() -> Holm.adjust(1.1)).isInstanceOf(IllegalArgumentException.class);
  }
}
