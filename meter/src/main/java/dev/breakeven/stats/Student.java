package dev.breakeven.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/// Intervals of means from the t distribution of Student, *The Probable Error of a Mean*, 1908.
///
/// They assume values that are roughly normal, and in return may reach beyond the smallest and the
/// largest value seen. From a handful of values that makes them the honest ones, where
/// [Bootstrap]'s are too short.
public final class Student {
  private Student() {}

  /// The mean, with the interval x̄ ± t·s/√n at n − 1 degrees of freedom.
  public static Estimate ofMean(double[] sample, double level) {
    double mean = Sample.mean(sample);
    return sample.length == 1
        ? unknown(mean)
        : estimate(mean, squaredError(sample), sample.length - 1.0, level);
  }

  /// The first mean less the second, with the interval of Welch, *The Generalization of Student's
  /// Problem when Several Different Population Variances are Involved*, 1947.
  ///
  /// With e = s²/n of each arm: d ± t·√(e₁ + e₂), at (e₁ + e₂)²/(e₁²/(n₁ − 1) + e₂²/(n₂ − 1))
  /// degrees of freedom. An arm of one value leaves no interval.
  public static Estimate ofDifference(double[] first, double[] second, double level) {
    double difference = Sample.mean(first) - Sample.mean(second);
    if (first.length == 1 || second.length == 1) {
      return unknown(difference);
    }
    double ours = squaredError(first);
    double theirs = squaredError(second);
    double both = ours + theirs;
    double freedom =
        both * both / (ours * ours / (first.length - 1) + theirs * theirs / (second.length - 1));
    return estimate(difference, both, freedom, level);
  }

  private static Estimate estimate(double value, double squared, double freedom, double level) {
    double tail = (1 - Interval.checkedLevel(level)) / 2;
    boolean spread = squared > 0;
    double reach =
        spread
            ? TDistribution.of(freedom).inverseSurvivalProbability(tail) * Math.sqrt(squared)
            : 0;
    return new Estimate(
        value,
        new Interval(
            value - reach,
            value + reach,
            level,
            Interval.Method.STUDENT,
            spread ? List.of() : List.of("the sample shows no spread")));
  }

  private static Estimate unknown(double value) {
    return new Estimate(value, new NoInterval("one value shows nothing of its spread"));
  }

  /// The square of the standard error of a mean.
  private static double squaredError(double... sample) {
    double deviation = Sample.standardDeviation(sample);
    return deviation * deviation / sample.length;
  }
}
