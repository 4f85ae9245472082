package dev.breakeven.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StudentTest {
  /// Hours of sleep gained with two drugs, Student 1908.
  private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

  private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  @Test
  void theMeanOfStudentsOwnExampleIsBounded() {
    var interval = interval(Student.ofMean(FIRST, 0.95));

    assertThat(interval.low()).isCloseTo(-0.52978, within(1e-5));
    assertThat(interval.high()).isCloseTo(2.02978, within(1e-5));
  }

  @Test
  void theDifferenceOfStudentsOwnExampleIsBoundedByWelch() {
    var estimate = Student.ofDifference(FIRST, SECOND, 0.95);

    assertThat(estimate.value()).isCloseTo(-1.58, within(1e-12));
    assertThat(interval(estimate).low()).isCloseTo(-3.36548, within(1e-5));
    assertThat(interval(estimate).high()).isCloseTo(0.20548, within(1e-5));
  }

  @Test
  void threeNormalValuesAreEnoughForTheLevelPromised() {
    var random = new Random(70);
    int held = 0;
    for (int round = 0; round < 4_000; round++) {
      held += interval(Student.ofMean(Draws.normal(random, 3, 2), 0.95)).holds(2) ? 1 : 0;
    }
    assertThat(held / 4_000.0).isBetween(0.94, 0.96);
  }

  @Test
  void equalValuesGiveAPointThatSaysSo() {
    var interval = interval(Student.ofDifference(new double[] {3, 3}, new double[] {1, 1}, 0.95));

    assertThat(interval.low()).isEqualTo(interval.high()).isEqualTo(2);
    assertThat(interval.remarks()).containsExactly("the sample shows no spread");
  }

  @Test
  void oneValueHasNoInterval() {
    assertThat(Student.ofMean(new double[] {4}, 0.95).confidence()).isInstanceOf(NoInterval.class);
    assertThat(Student.ofDifference(FIRST, new double[] {4}, 0.95).confidence())
        .isInstanceOf(NoInterval.class);
  }

  @Test
  void emptySamplesAreRefused() {
    assertThatThrownBy(() -> Student.ofMean(new double[0], 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Interval interval(Estimate estimate) {
    return (Interval) estimate.confidence();
  }
}
