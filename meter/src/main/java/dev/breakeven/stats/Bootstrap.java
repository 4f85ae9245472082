package dev.breakeven.stats;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Intervals by resampling: BCa of Efron, *Better Bootstrap Confidence Intervals*, 1987.
///
/// The sample is drawn from itself, with replacement, `resamples` times. The interval's ends are
/// order statistics of the figures so drawn, chosen so as to correct for bias and skewness. From
/// fewer than twenty values any bootstrap interval is too short, and says so in its remarks:
/// docs/method-statistics.md has the measured coverage.
///
/// A statistic may be any function of the values that does not depend on their order and does not
/// change the array; it must not yield NaN.
public record Bootstrap(long seed, int resamples, double level) {
  private static final int LEAST_RESAMPLES = 100;

  /// Checks the number of resamples and the level.
  public Bootstrap {
    if (resamples < LEAST_RESAMPLES) {
      throw new IllegalArgumentException(
          "expected at least %d resamples, got %d".formatted(LEAST_RESAMPLES, resamples));
    }
    Interval.checkedLevel(level);
  }

  /// The usual one: 95 % from 9,999 resamples, a number that makes the ends whole order statistics.
  public static Bootstrap seeded(long seed) {
    return new Bootstrap(seed, 9_999, 0.95);
  }

  /// The statistic of a sample, with its interval.
  public Estimate of(double[] sample, ToDoubleFunction<double[]> statistic) {
    Sample.checked(sample);
    return estimate(rows -> statistic.applyAsDouble(picked(sample, rows[0])), 0, sample.length);
  }

  /// The statistic of the first sample less that of the second, each resampled on its own.
  public Estimate ofDifference(
      double[] first, double[] second, ToDoubleFunction<double[]> statistic) {
    Sample.checked(first);
    Sample.checked(second);
    double scale =
        Math.max(
            Math.abs(statistic.applyAsDouble(first)), Math.abs(statistic.applyAsDouble(second)));
    return estimate(
        rows ->
            statistic.applyAsDouble(picked(first, rows[0]))
                - statistic.applyAsDouble(picked(second, rows[1])),
        scale,
        first.length,
        second.length);
  }

  /// What one success costs with all failures charged: Σ cost / Σ successes.
  ///
  /// `costs[i]` and `succeeded[i]` belong to the same trial and are drawn together. A resample
  /// without a success costs infinitely much; where such resamples reach the interval's upper end,
  /// it is infinite, and where no trial succeeded there is no interval. Costs are 0 or more.
  public Estimate perSuccess(double[] costs, boolean[] succeeded) {
    Sample.checked(costs);
    if (costs.length != succeeded.length) {
      throw new IllegalArgumentException(
          "expected one cost and one success a trial, got %d costs and %d successes"
              .formatted(costs.length, succeeded.length));
    }
    if (Arrays.stream(costs).anyMatch(cost -> cost < 0)) {
      throw new IllegalArgumentException(
          "expected costs of 0 or more, got " + Arrays.stream(costs).min().orElseThrow());
    }
    return estimate(rows -> perSuccess(costs, succeeded, rows[0]), 0, costs.length);
  }

  private static double perSuccess(double[] costs, boolean[] succeeded, int... rows) {
    long successes = Arrays.stream(rows).filter(row -> succeeded[row]).count();
    return successes == 0 ? Double.POSITIVE_INFINITY : Sample.sum(picked(costs, rows)) / successes;
  }

  private Estimate estimate(Resampling.Figure figure, double scale, int... sizes) {
    double value = figure.of(Arrays.stream(sizes).mapToObj(Bootstrap::all).toArray(int[][]::new));
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("expected a statistic that yields a number, got NaN");
    }
    if (Double.isInfinite(value)) {
      return new Estimate(value, new NoInterval("the figure is infinite: no trial succeeded"));
    }
    if (Arrays.stream(sizes).anyMatch(size -> size == 1)) {
      return new Estimate(value, new NoInterval("one value shows nothing of its spread"));
    }
    var resampling = new Resampling(figure, value, scale, sizes);
    return new Estimate(value, resampling.interval(this));
  }

  private static int[] all(int size) {
    return IntStream.range(0, size).toArray();
  }

  private static double[] picked(double[] sample, int... rows) {
    var values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = sample[rows[i]];
    }
    return values;
  }
}
