package dev.breakeven.audit;

import dev.breakeven.unit.Usd;

/// An [Amount] that is added up in place.
final class Sum {
  private long tokens;
  private long picodollars;

  /// Adds tokens and what they cost.
  ///
  /// @throws ArithmeticException if a sum is out of range
  void add(long moreTokens, long morePicodollars) {
    tokens = Math.addExact(tokens, moreTokens);
    picodollars = Math.addExact(picodollars, morePicodollars);
  }

  /// Adds what `other` holds.
  ///
  /// @throws ArithmeticException if a sum is out of range
  void add(Sum other) {
    add(other.tokens, other.picodollars);
  }

  boolean isZero() {
    return tokens == 0 && picodollars == 0;
  }

  Amount amount() {
    return new Amount(tokens, new Usd(picodollars));
  }
}
