package dev.breakeven.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model's row says besides its prices.
///
/// @param vendor who sells it, such as `anthropic`
/// @param minimumCacheable the shortest prefix that is cached, in tokens; null if not established
/// @param tokenizer a tag that models with one tokenizer share; null if not established
/// @param multipliers factors on every price by the way of buying, `batch`, `us` or `fast`
/// @param peak the hours at which it costs something else; null where all cost the same
public record Traits(
    String vendor,
    @Nullable Long minimumCacheable,
    @Nullable String tokenizer,
    Map<String, Factor> multipliers,
    @Nullable Peak peak) {
  /// Takes an immutable copy.
  public Traits {
    multipliers = Map.copyOf(multipliers);
  }
}
