package dev.breakeven.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CliffsDeltaTest {
  @Test
  void theDearerFirstArmHasAPositiveDelta() {
    var delta = CliffsDelta.of(new double[] {2, 3}, new double[] {1, 2.5}, 0.95);

    // Of four pairs three are greater and one is smaller.
    assertThat(delta.delta()).isEqualTo(0.5);
    assertThat(delta.superiority()).isEqualTo(0.75);
  }

  @Test
  void theIntervalIsThatOfTheHandComputedExample() {
    // Rows 0 and 1, columns 1 and 0: s² = (1·0.5 + 1·0.5 + 3)/4 = 1.
    var interval = interval(new double[] {2, 3}, new double[] {1, 2.5});

    double z = 1.959964;
    double reach = z * Math.sqrt(0.75 * 0.75 + z * z);
    assertThat(interval.low()).isCloseTo((0.375 - reach) / (0.75 + z * z), within(1e-6));
    assertThat(interval.high()).isCloseTo((0.375 + reach) / (0.75 + z * z), within(1e-6));
    assertThat(interval.remarks()).isEmpty();
  }

  @Test
  void armsApartAreBoundedByTheirSize() {
    var above = interval(new double[] {4, 5, 6}, new double[] {1, 2, 3, 3});
    var below = interval(new double[] {1, 2, 3, 3}, new double[] {4, 5, 6});

    // Wilson's limit for 3 of 3, 0.43850, taken from 0 … 1 to −1 … 1.
    assertThat(above.low())
        .isCloseTo(2 * new SuccessRate(3, 3).wilson(0.95).low() - 1, within(1e-9));
    assertThat(above.high()).isEqualTo(1);
    assertThat(below.low()).isEqualTo(-1);
    assertThat(below.high()).isCloseTo(-above.low(), within(1e-12));
    assertThat(above.remarks()).hasSize(1);
  }

  @Test
  void itIsTheRankTestsUInAnotherScale() {
    var random = new Random(40);
    for (int round = 0; round < 200; round++) {
      double[] first = Draws.coarse(random, 2 + random.nextInt(9), 7);
      double[] second = Draws.coarse(random, 2 + random.nextInt(9), 7);
      var delta = CliffsDelta.of(first, second, 0.95);
      var swapped = CliffsDelta.of(second, first, 0.95);
      double pairs = first.length * second.length;

      assertThat(delta.superiority())
          .isCloseTo(MannWhitney.of(first, second).u() / pairs, within(1e-12));
      assertThat(swapped.delta()).isCloseTo(-delta.delta(), within(1e-12));
      var there = (Interval) delta.confidence();
      var back = (Interval) swapped.confidence();
      assertThat(back.low()).isCloseTo(-there.high(), within(1e-9));
      assertThat(there.low()).isLessThanOrEqualTo(delta.delta() + 1e-12);
      assertThat(there.high()).isGreaterThanOrEqualTo(delta.delta() - 1e-12);
    }
  }

  @Test
  void theIntervalHoldsTheTruthAsOftenAsPromised() {
    var random = new Random(41);
    double truth = 2 * Normal.below(1 / Math.sqrt(2)) - 1;
    int held = 0;
    for (int round = 0; round < 2_000; round++) {
      var interval = interval(Draws.normal(random, 10, 1), Draws.normal(random, 10, 0));
      held += interval.holds(truth) ? 1 : 0;
    }
    assertThat(held / 2_000.0).isBetween(0.94, 0.98);
  }

  @Test
  void equalValuesGiveAPointThatSaysWhy() {
    var interval = interval(new double[] {1, 1}, new double[] {1, 1, 1});

    assertThat(interval.low()).isZero();
    assertThat(interval.high()).isZero();
    assertThat(interval.remarks()).singleElement().asString().contains("tied");
  }

  @Test
  void oneValueHasNoInterval() {
    var delta = CliffsDelta.of(new double[] {1}, new double[] {2, 3}, 0.95);

    assertThat(delta.delta()).isEqualTo(-1);
    assertThat(delta.confidence()).isInstanceOf(NoInterval.class);
  }

  @Test
  void emptyArmsAreRefused() {
    assertThatThrownBy(() -> CliffsDelta.of(new double[] {1}, new double[0], 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Interval interval(double[] first, double[] second) {
    return (Interval) CliffsDelta.of(first, second, 0.95).confidence();
  }
}
