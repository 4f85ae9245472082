package dev.breakeven.catalog;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a vendor's prompt cache behaves, as far as it is established.
///
/// @param vendor whose
/// @param lives how long entries can live, the default first; empty if not established
/// @param lookback positions a breakpoint checks, itself counted; null if not established
/// @param breakpoints the most breakpoints of a request; null if not established
/// @param tail uncached tokens billed behind a breakpoint on the very last block; null if not
///   established
/// @param evidence where it is from
public record CacheFacts(
    String vendor,
    List<Duration> lives,
    @Nullable Integer lookback,
    @Nullable Integer breakpoints,
    @Nullable Integer tail,
    Evidence evidence) {
  /// Takes an immutable copy.
  public CacheFacts {
    lives = List.copyOf(lives);
  }
}
