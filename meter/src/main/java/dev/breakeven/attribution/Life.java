package dev.breakeven.attribution;

import dev.breakeven.unit.Usd;
import java.util.Map;

/// What became of a block in one agent's prompts.
///
/// @param first the id of the call that first held or answered it
/// @param calls how many billed prompts it was in
/// @param reads how many of them read it whole from the cache
/// @param again tokens of it that were billed in full although they had been cached before
/// @param extra what those cost above the price of reading them
/// @param losses how often some of it was lost from the cache, by reason
public record Life(
    String first, long calls, long reads, long again, Usd extra, Map<Loss, Integer> losses) {
  /// Takes an immutable copy.
  public Life {
    losses = Map.copyOf(losses);
  }
}
