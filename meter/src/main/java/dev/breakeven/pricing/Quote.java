package dev.breakeven.pricing;

import dev.breakeven.unit.Usd;
import java.util.List;

/// What one call is billed by: a price for each of its tokens, or the reason why there is none.
///
/// It is asked for in one place, [Tariff#quote]; all money of a call is its tokens at these prices.
public sealed interface Quote {
  /// Prices are known.
  ///
  /// @param each what one token of each class costs
  /// @param other what the call costs beside its tokens: a local model's electricity, a fee
  /// @param floors why the call may have cost more than this; none if it cannot have
  record Priced(UnitPrices each, Usd other, List<Floor> floors) implements Quote {
    /// Takes an immutable copy.
    public Priced {
      floors = List.copyOf(floors);
    }

    /// Nothing beside the tokens, and exact.
    public Priced(UnitPrices each) {
      this(each, Usd.ZERO, List.of());
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
