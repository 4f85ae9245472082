package dev.breakeven.pricing;

import dev.breakeven.unit.Usd;
import org.jspecify.annotations.Nullable;

/// What one call is billed by: a price for each of its tokens, or the reason why there is none.
///
/// It is asked for in one place, [Tariff#quote]; all money of a call is its tokens at these prices.
public sealed interface Quote {
  /// Prices are known.
  ///
  /// @param each what one token of each class costs
  /// @param other what the call costs beside its tokens: a local model's electricity, a fee
  /// @param floor why the call may have cost more than this; null if it cannot have
  record Priced(UnitPrices each, Usd other, @Nullable Floor floor) implements Quote {
    /// Nothing beside the tokens, and exact.
    public Priced(UnitPrices each) {
      this(each, Usd.ZERO, null);
    }
  }

  /// They are not. That is not the price zero.
  ///
  /// @param reason why, as a sentence for people
  record Unpriced(String reason) implements Quote {}

  /// What one token of each class costs; nothing where that is not known: ask [#known] too.
  default UnitPrices each() {
    return UnitPrices.FREE;
  }

  /// Whether the call has a price.
  default boolean known() {
    return this instanceof Priced;
  }
}
