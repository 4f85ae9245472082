package dev.breakeven.study;

import dev.breakeven.pricing.Cost;
import dev.breakeven.unit.Usd;

/// Money that was spent, and calls whose price is not known.
///
/// @param usd the sum of what could be priced
/// @param unpriced how many calls could not be
public record Spent(Usd usd, int unpriced) {
  /// Nothing.
  public static final Spent NONE = new Spent(Usd.ZERO, 0);

  /// This and `other` together.
  public Spent plus(Spent other) {
    return new Spent(usd.plus(other.usd), Math.addExact(unpriced, other.unpriced));
  }

  /// One call's cost.
  public static Spent of(Cost cost) {
    return switch (cost) {
      case Cost.Priced priced -> new Spent(priced.total(), 0);
      case Cost.Unpriced _ -> new Spent(Usd.ZERO, 1);
    };
  }
}
