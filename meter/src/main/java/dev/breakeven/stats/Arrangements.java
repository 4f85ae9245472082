package dev.breakeven.stats;

/// How many ways there are to deal values to two arms.
final class Arrangements {
  private Arrangements() {}

  /// The ways to choose `first` of `first + second`, as a double: exact below 2⁵³, infinite above
  /// 10³⁰⁸.
  static double count(int first, int second) {
    double ways = 1;
    for (int i = 1; i <= Math.min(first, second); i++) {
      ways = ways * (Math.max(first, second) + i) / i;
    }
    return ways;
  }
}
