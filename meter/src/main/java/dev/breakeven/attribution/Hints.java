package dev.breakeven.attribution;

import dev.breakeven.cache.CacheRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What helps to explain a cache miss and is not in a trace.
///
/// @param rules the provider's cache rules, for the shortest prefix it caches; null if unknown
/// @param told the provider's own reasons by the id of the call; they win over what is inferred
public record Hints(@Nullable CacheRules rules, Map<String, Loss> told) {
  /// Nothing but the trace.
  public static final Hints NONE = new Hints(null, Map.of());

  /// Takes an immutable copy.
  public Hints {
    told = Map.copyOf(told);
  }

  /// The shortest prefix that `model` caches, in tokens; 0 if unknown.
  long minimum(String model) {
    return rules == null ? 0 : rules.minimums().getOrDefault(model, 0L);
  }
}
