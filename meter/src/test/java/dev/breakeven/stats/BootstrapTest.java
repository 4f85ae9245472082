package dev.breakeven.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final Bootstrap USUAL = Bootstrap.seeded(60);

  /// Test A of 26 children: Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, table
  /// 14.1.
  private static final double[] SPATIAL = {
    48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30,
    41
  };

  @Test
  void theVarianceOfTheSpatialTestIsAsInPrint() {
    var estimate = new Bootstrap(61, 99_999, 0.9).of(SPATIAL, BootstrapTest::variance);
    var interval = (Interval) estimate.confidence();

    assertThat(estimate.value()).isCloseTo(171.5, within(0.05));
    // In print: 115.8 to 259.6 from 2,000 resamples, and 116.7 to 260.9 without resampling.
    assertThat(interval.low()).isCloseTo(116.2, within(2.0));
    assertThat(interval.high()).isCloseTo(260.2, within(3.0));
    assertThat(interval.method()).isEqualTo(Interval.Method.BCA);
    assertThat(interval.remarks()).isEmpty();
  }

  @Test
  void theAccelerationOfTheSpatialTestIsAsInPrint() {
    Resampling.Figure figure =
        rows -> {
          var values = new double[rows[0].length];
          for (int i = 0; i < values.length; i++) {
            values[i] = SPATIAL[rows[0][i]];
          }
          return variance(values);
        };
    assertThat(new Resampling(figure, variance(SPATIAL), 0, 26).acceleration())
        .isCloseTo(0.061, within(0.0005));
  }

  @Test
  void theIntervalOfAMeanHoldsTheTruthAboutAsOftenAsPromised() {
    var random = new Random(62);
    int held = 0;
    for (int round = 0; round < 500; round++) {
      var plan = new Bootstrap(round, 999, 0.95);
      var interval = interval(plan.of(Draws.normal(random, 25, 3), Sample::mean));
      held += interval.holds(3) ? 1 : 0;
    }
    assertThat(held / 500.0).isBetween(0.91, 0.97);
  }

  @Test
  void equalSeedsGiveEqualIntervals() {
    assertThat(USUAL.of(SPATIAL, Sample::median)).isEqualTo(USUAL.of(SPATIAL, Sample::median));
    assertThat(Bootstrap.seeded(63).of(SPATIAL, Sample::mean))
        .isNotEqualTo(USUAL.of(SPATIAL, Sample::mean));
  }

  @Test
  void theIntervalMovesAndGrowsWithTheSample() {
    double[] small = {0.346099, 0.381867, 0.433085};
    var plain = interval(USUAL.of(small, Sample::mean));
    var moved = interval(USUAL.of(Draws.mapped(small, v -> 1_000 * v + 70), Sample::mean));

    assertThat(moved.low()).isCloseTo(1_000 * plain.low() + 70, within(1e-9));
    assertThat(moved.high()).isCloseTo(1_000 * plain.high() + 70, within(1e-9));
    assertThat(moved.method()).isEqualTo(Interval.Method.BCA);
  }

  @Test
  void theOrderOfAddingDoesNotUntieResamples() {
    // The same three values in another order have the same mean but for the last binary digit.
    double[] sample = {0.1, 0.7, 1.1};
    double[] whole = {1, 7, 11};
    var tenths = interval(USUAL.of(sample, BootstrapTest::plainMean));
    var ones = interval(USUAL.of(whole, Sample::mean));

    assertThat(tenths.low()).isCloseTo(ones.low() / 10, within(1e-12));
    assertThat(tenths.high()).isCloseTo(ones.high() / 10, within(1e-12));
  }

  @Test
  void fewValuesSayThatTheirIntervalIsShort() {
    var interval = interval(USUAL.of(new double[] {1, 2, 4}, Sample::mean));

    assertThat(interval.remarks())
        .containsExactly("from 3 values: covers the truth less often than its level says");
    assertThat(interval.low()).isGreaterThanOrEqualTo(1);
    assertThat(interval.high()).isLessThanOrEqualTo(4);
  }

  @Test
  void equalValuesGiveAPoint() {
    var interval = interval(USUAL.of(new double[] {0.1, 0.1, 0.1}, Sample::mean));

    assertThat(interval.method()).isEqualTo(Interval.Method.POINT);
    assertThat(interval.low()).isEqualTo(interval.high()).isEqualTo(0.1);
    assertThat(interval.remarks()).anyMatch(remark -> remark.contains("no spread"));
  }

  @Test
  void oneValueHasNoInterval() {
    assertThat(USUAL.of(new double[] {5}, Sample::mean))
        .isEqualTo(new Estimate(5, new NoInterval("one value shows nothing of its spread")));
  }

  @Test
  void whereNearlyEveryResampleFallsShortThereAreOnlyPercentiles() {
    // Twenty different values: no resample of 9,999 is likely to have them all again.
    double[] sample = IntStream.range(0, 20).asDoubleStream().toArray();
    var interval = interval(USUAL.of(sample, BootstrapTest::distinct));

    assertThat(interval.method()).isEqualTo(Interval.Method.PERCENTILE);
    assertThat(interval.remarks())
        .containsExactly("plain percentiles: BCa is not defined for this sample");
    assertThat(interval.low()).isBetween(8.0, 11.0);
    assertThat(interval.high()).isBetween(14.0, 17.0);
  }

  @Test
  void failuresAreChargedToSuccesses() {
    var estimate = USUAL.perSuccess(new double[] {1, 2, 3}, new boolean[] {true, false, true});

    assertThat(estimate.value()).isEqualTo(3);
  }

  @Test
  void withAllSuccessesTheCostPerSuccessIsTheMean() {
    var all = new boolean[26];
    Arrays.fill(all, true);

    assertThat(USUAL.perSuccess(SPATIAL, all)).isEqualTo(USUAL.of(SPATIAL, Sample::mean));
  }

  @Test
  void oneSuccessInThreeHasNoUpperBound() {
    var estimate = USUAL.perSuccess(new double[] {1, 2, 3}, new boolean[] {false, true, false});
    var interval = interval(estimate);

    assertThat(estimate.value()).isEqualTo(6);
    assertThat(interval.low()).isFinite();
    assertThat(interval.high()).isInfinite();
    assertThat(interval.method()).isEqualTo(Interval.Method.PERCENTILE);
    assertThat(interval.remarks())
        .contains("no upper bound")
        .anyMatch(remark -> remark.endsWith("of 9999 resamples are infinite"));
  }

  @Test
  void rareInfiniteResamplesLeaveTheBoundFinite() {
    var interval =
        interval(
            USUAL.perSuccess(
                new double[] {1, 2, 3, 2, 1, 2},
                new boolean[] {true, true, false, true, true, false}));

    assertThat(interval.high()).isFinite();
    assertThat(interval.remarks()).anyMatch(remark -> remark.contains("are infinite"));
  }

  @Test
  void withoutSuccessTheCostIsInfiniteAndHasNoInterval() {
    var estimate = USUAL.perSuccess(new double[] {1, 2}, new boolean[] {false, false});

    assertThat(estimate.value()).isInfinite();
    assertThat(estimate.confidence()).isInstanceOf(NoInterval.class);
  }

  @Test
  void aDifferenceIsOfTheFirstLessTheSecond() {
    var random = new Random(64);
    double[] first = Draws.normal(random, 30, 5);
    double[] second = Draws.normal(random, 20, 3);
    var estimate = USUAL.ofDifference(first, second, Sample::mean);
    var swapped = interval(USUAL.ofDifference(second, first, Sample::mean));
    double expected = Sample.mean(first) - Sample.mean(second);
    double error =
        Math.sqrt(
            Math.pow(Sample.standardDeviation(first), 2) / 30
                + Math.pow(Sample.standardDeviation(second), 2) / 20);

    assertThat(estimate.value()).isEqualTo(expected);
    assertThat(interval(estimate).low()).isCloseTo(expected - 1.96 * error, within(0.1));
    assertThat(interval(estimate).high()).isCloseTo(expected + 1.96 * error, within(0.1));
    assertThat(swapped.low()).isCloseTo(-interval(estimate).high(), within(0.05));
  }

  @Test
  void aDifferenceOfConstantsIsAPoint() {
    var interval =
        interval(
            USUAL.ofDifference(new double[] {0.3, 0.3}, new double[] {0.1, 0.1}, Sample::mean));

    assertThat(interval.method()).isEqualTo(Interval.Method.POINT);
    assertThat(interval.low()).isCloseTo(0.2, within(1e-15));
  }

  @Test
  void whatCannotBeResampledIsRefused() {
    assertThatThrownBy(() -> new Bootstrap(1, 10, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 100 resamples, got 10");
    assertThatThrownBy(() -> USUAL.of(new double[0], Sample::mean))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> USUAL.of(new double[] {1, 2}, _ -> Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> USUAL.perSuccess(new double[] {1}, new boolean[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 costs and 2 successes");
    assertThatThrownBy(() -> USUAL.perSuccess(new double[] {-1, 2}, new boolean[] {true, true}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got -1");
  }

  private static Interval interval(Estimate estimate) {
    return (Interval) estimate.confidence();
  }

  private static double variance(double... values) {
    double deviation = Sample.standardDeviation(values);
    return deviation * deviation * (values.length - 1) / values.length;
  }

  /// A mean whose last digit depends on the order of the values.
  private static double plainMean(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double distinct(double... values) {
    return Arrays.stream(values).distinct().count();
  }
}
