package dev.breakeven.attribution;

import dev.breakeven.unit.Usd;
import java.util.Map;

/// What was billed in full of a block although it had been in the cache before.
///
/// @param tokens how many tokens, summed over calls
/// @param reading what reading them would have cost
/// @param extra what they cost above that
/// @param times in how many calls some of it was lost, by reason
public record Lost(long tokens, Usd reading, Usd extra, Map<Loss, Integer> times) {
  /// Takes an immutable copy.
  public Lost {
    times = Map.copyOf(times);
  }
}
