package dev.breakeven.study.comparison;

/// How a comparison is made.
///
/// @param over over which trials means, medians and tests go
/// @param level the confidence of intervals, 0.95 for 95 %
/// @param seed decides every random draw
/// @param resamples how many resamples an interval rests on
public record ComparisonSettings(TrialSelection over, double level, long seed, int resamples) {
  /// 95 % from 9,999 resamples.
  public static ComparisonSettings usual(TrialSelection over, long seed) {
    return new ComparisonSettings(over, 0.95, seed, 9_999);
  }
}
