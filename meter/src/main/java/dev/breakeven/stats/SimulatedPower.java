package dev.breakeven.stats;

import java.util.Arrays;

/// The chance that the exact permutation test shows a difference, found by playing it.
///
/// Values are drawn from normal distributions with the given spread. Each round draws the same
/// numbers whatever the difference, so that a larger difference is not shown less often by chance.
record SimulatedPower(Resolution plan, Spread spread, int first, int second) {
  private static final int ROUNDS = 2_000;
  private static final int HALVINGS = 12;
  private static final double MOST_ARRANGEMENTS = 3_432;

  /// Arms so small that playing is quick, and the formula for larger ones too hopeful: up to 7
  /// against 7.
  static boolean suits(int first, int second) {
    return Arrangements.count(first, second) <= MOST_ARRANGEMENTS;
  }

  /// Whether a true difference of this size is shown often enough.
  boolean shows(double difference) {
    var random = Randomness.of(plan.seed());
    int shown = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var ours = new double[first];
      var theirs = new double[second];
      Arrays.setAll(ours, _ -> Math.abs(difference) + spread.first() * random.nextGaussian());
      Arrays.setAll(theirs, _ -> spread.second() * random.nextGaussian());
      shown += PermutationTest.ofMeans(ours, theirs, plan.seed()).p() <= plan.alpha() ? 1 : 0;
    }
    return shown >= plan.power() * ROUNDS;
  }

  /// The smallest difference that is, found by halving from a first guess.
  double smallest(double guess) {
    double high = guess;
    while (!shows(high)) {
      high *= 2;
    }
    double low = 0;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (shows(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
