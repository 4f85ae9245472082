package dev.breakeven.catalog;

import java.util.List;

/// What one model costs in one period.
///
/// @param ids its exact ids: the usual one, then others that the vendor uses for the same model
/// @param valid when
/// @param base the prices of prompts below the first tier
/// @param tiers dearer or cheaper prices of longer prompts, by ascending size
/// @param traits what else is known
/// @param evidence where it is from
public record Rate(
    List<String> ids,
    Period valid,
    Prices base,
    List<Tier> tiers,
    Traits traits,
    Evidence evidence) {
  /// Takes immutable copies.
  public Rate {
    ids = List.copyOf(ids);
    tiers = List.copyOf(tiers);
  }

  /// The model's usual id.
  public String model() {
    return ids.getFirst();
  }

  /// The prices of a request whose whole prompt, cached tokens included, has `promptTokens` tokens.
  public Prices at(long promptTokens) {
    Prices prices = base;
    for (Tier tier : tiers) {
      if (promptTokens > tier.above()) {
        prices = tier.prices();
      }
    }
    return prices;
  }
}
