package dev.breakeven.stats;

/// What a p-value rests on.
public sealed interface Basis {

  /// All arrangements of the values among the two arms were counted: the p-value is exact.
  record Exact(double arrangements) implements Basis {}

  /// So many random arrangements were drawn; `standardError` is that of the p-value itself.
  record Sampled(int draws, double standardError) implements Basis {}

  /// The normal distribution stands in for the exact one.
  record Approximate(Correction correction) implements Basis {}
}
