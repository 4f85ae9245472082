package dev.breakeven.stats;

/// What the normal approximation of the Mann–Whitney test is corrected for.
public enum Correction {
  /// Nothing: as if no two values were tied.
  NONE,
  /// Ties, which make the variance of U smaller.
  TIES,
  /// Ties, and that U moves in steps of one while the normal distribution is continuous.
  TIES_AND_CONTINUITY
}
