package dev.breakeven.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(Sample.median(9, 1, 4, 2)).isEqualTo(3);
    assertThat(Sample.median(9, 1, 4)).isEqualTo(4);
    assertThat(Sample.median(7)).isEqualTo(7);
  }

  @Test
  void quantilesAreLinearBetweenOrderStatistics() {
    double[] sample = {40, 10, 20, 30};

    assertThat(Sample.quantile(sample, 0)).isEqualTo(10);
    assertThat(Sample.quantile(sample, 0.25)).isEqualTo(17.5);
    assertThat(Sample.quantile(sample, 0.9)).isCloseTo(37, within(1e-12));
    assertThat(Sample.quantile(sample, 1)).isEqualTo(40);
  }

  @Test
  void theSampleKeepsItsOrder() {
    double[] sample = {3, 1, 2};

    assertThat(Sample.median(sample)).isEqualTo(2);
    assertThat(sample).containsExactly(3, 1, 2);
  }

  @Test
  void standardDeviationHasDivisorOneLess() {
    assertThat(Sample.standardDeviation(2, 4, 4, 4, 5, 5, 7, 9))
        .isCloseTo(Math.sqrt(32.0 / 7), within(1e-12));
    assertThat(Sample.standardDeviation(5, 5, 5)).isZero();
  }

  @Test
  void aSmallValueAmongLargeOnesIsNotLostFromTheMean() {
    assertThat(Sample.mean(1e16, 1, -1e16)).isEqualTo(1.0 / 3);
  }

  @Test
  void theMeanOfEqualValuesIsThatValue() {
    assertThat(Sample.mean(0.1, 0.1, 0.1)).isEqualTo(0.1);
    assertThat(Sample.standardDeviation(0.1, 0.1, 0.1)).isZero();
  }

  @Test
  void whatIsNoSampleIsRefused() {
    assertThatThrownBy(() -> Sample.mean())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a sample of at least one value, got none");
    assertThatThrownBy(() -> Sample.median(1, Double.NaN, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected finite values, got NaN as value 2 of 3");
    assertThatThrownBy(() -> Sample.mean(Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sample.standardDeviation(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least two values");
    assertThatThrownBy(() -> Sample.quantile(new double[] {1}, 1.01))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.01");
  }
}
