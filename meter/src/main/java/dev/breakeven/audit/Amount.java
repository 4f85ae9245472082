package dev.breakeven.audit;

import dev.breakeven.unit.Usd;

/// Billed tokens and what the priced ones of them cost.
///
/// @param tokens how many
/// @param cost what they cost
public record Amount(long tokens, Usd cost) {
  /// Nothing.
  public static final Amount NONE = new Amount(0, Usd.ZERO);

  /// This and `other` together.
  ///
  /// @throws ArithmeticException if a sum is out of range
  public Amount plus(Amount other) {
    return new Amount(Math.addExact(tokens, other.tokens), cost.plus(other.cost));
  }
}
