package dev.breakeven.stats;

import java.util.Arrays;

/// What describes one sample: mean, median, quantiles, standard deviation.
///
/// Every method refuses a sample that is empty or holds a value that is not finite with an
/// [IllegalArgumentException].
public final class Sample {
  private Sample() {}

  /// The arithmetic mean.
  public static double mean(double... sample) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : checked(sample)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    // Three times 0.1, divided by three, is not 0.1; the mean of equal values shall be that value.
    return Math.clamp(sum(sample) / sample.length, least, most);
  }

  /// The middle value, or the mean of the middle two where their number is even.
  public static double median(double... sample) {
    return quantile(sample, 0.5);
  }

  /// The quantile of type 7 of Hyndman and Fan, *Sample Quantiles in Statistical Packages*, 1996:
  /// linear between order statistics, the smallest value at 0 and the largest at 1.
  ///
  /// With the values sorted as x₁ … xₙ and h = (n − 1)·p + 1, it is x⌊h⌋ + (h − ⌊h⌋)·(x⌊h⌋₊₁ −
  /// x⌊h⌋).
  public static double quantile(double[] sample, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("expected a probability from 0 to 1, got " + probability);
    }
    double[] sorted = checked(sample).clone();
    Arrays.sort(sorted);
    double position = (sorted.length - 1) * probability;
    int below = (int) position;
    double share = position - below;
    return share == 0 ? sorted[below] : sorted[below] * (1 - share) + sorted[below + 1] * share;
  }

  /// The standard deviation with divisor n − 1; needs two values or more.
  public static double standardDeviation(double... sample) {
    if (checked(sample).length < 2) {
      throw new IllegalArgumentException(
          "expected at least two values for a standard deviation, got one");
    }
    double mean = mean(sample);
    double squares = 0;
    for (double value : sample) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (sample.length - 1));
  }

  /// The sample itself, if it may be computed with.
  static double[] checked(double... sample) {
    if (sample.length == 0) {
      throw new IllegalArgumentException("expected a sample of at least one value, got none");
    }
    for (int i = 0; i < sample.length; i++) {
      if (!Double.isFinite(sample[i])) {
        throw new IllegalArgumentException(
            "expected finite values, got %s as value %d of %d"
                .formatted(sample[i], i + 1, sample.length));
      }
    }
    return sample;
  }

  /// The sum, with the rounding error of each addition carried along (Neumaier 1974), so that the
  /// order of the values moves it by no more than its last digit.
  static double sum(double... values) {
    double sum = 0;
    double lost = 0;
    for (double value : values) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      sum = next;
    }
    return Double.isInfinite(sum) ? sum : sum + lost;
  }
}
