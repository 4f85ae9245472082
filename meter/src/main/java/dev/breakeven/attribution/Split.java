package dev.breakeven.attribution;

/// Splitting whole tokens by estimates.
final class Split {
  private Split() {}

  /// The parts of `whole` in proportion to `weights`, each within one of its share, none negative.
  /// They add up because each is the difference of two rounded running sums.
  ///
  /// @param whole 0 or more
  /// @param weights at least one, none negative; equal parts if all are zero
  static long[] of(long whole, double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    var parts = new long[weights.length];
    double running = 0;
    long given = 0;
    for (int i = 0; i < parts.length; i++) {
      running += sum > 0 ? weights[i] / sum : 1.0 / parts.length;
      boolean last = i == parts.length - 1;
      long upTo = last ? whole : Math.clamp(Math.round(whole * running), given, whole);
      parts[i] = upTo - given;
      given = upTo;
    }
    return parts;
  }
}
