package dev.breakeven.wire;

import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.Usage;
import java.util.List;

/// What a provider's usage object says of one answer.
///
/// @param usage what the model that was asked billed
/// @param elsewhere what other models billed within the same answer, such as an advisor
/// @param lifeAssumed whether written tokens were put under five minutes because the provider gave
///   only their total
/// @param bought how it was bought
public record WireUsage(Usage usage, List<Share> elsewhere, boolean lifeAssumed, Purchase bought) {
  /// Takes an immutable copy.
  public WireUsage {
    elsewhere = List.copyOf(elsewhere);
  }

  /// A usage of one model, with nothing assumed.
  public static WireUsage plain(Usage usage) {
    return new WireUsage(usage, List.of(), false, Purchase.STANDARD);
  }

  /// The same, bought so.
  public WireUsage bought(Purchase purchase) {
    return purchase.equals(bought) ? this : new WireUsage(usage, elsewhere, lifeAssumed, purchase);
  }

  /// The part of another model.
  ///
  /// @param kind what it did, in the provider's word: `advisor_message`
  /// @param model its exact id
  /// @param usage what it billed
  public record Share(String kind, String model, Usage usage) {}
}
