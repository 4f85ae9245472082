package dev.breakeven.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// The standard normal distribution.
final class Normal {
  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  private Normal() {}

  /// The probability of a value of `z` or less.
  static double below(double z) {
    return STANDARD.cumulativeProbability(z);
  }

  /// The probability of a value at least as far from 0 as `z`, on either side.
  static double twoSided(double z) {
    return 2 * STANDARD.survivalProbability(Math.abs(z));
  }

  /// The value that a share of `probability` does not exceed.
  static double quantile(double probability) {
    return STANDARD.inverseCumulativeProbability(probability);
  }

  /// How many standard deviations a two-sided interval of `level` reaches: 1.96 at 0.95.
  static double reach(double level) {
    return STANDARD.inverseSurvivalProbability((1 - Interval.checkedLevel(level)) / 2);
  }
}
