package dev.breakeven.stats;

/// The standard deviations of two arms.
record Spread(double first, double second) {
  static Spread of(double[] first, double[] second) {
    return new Spread(Sample.standardDeviation(first), Sample.standardDeviation(second));
  }

  boolean none() {
    return first == 0 && second == 0;
  }
}
