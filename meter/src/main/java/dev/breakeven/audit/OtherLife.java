package dev.breakeven.audit;

import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Loss;
import dev.breakeven.pricing.UnitPrices;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a call would have cost less had cached prompts lived longer, or less long. Negative for
/// more.
final class OtherLife {
  private static final long MINUTES = Duration.ofMinutes(5).toSeconds();
  private static final long HOUR = Duration.ofHours(1).toSeconds();

  private OtherLife() {}

  /// Whether a pause of `seconds` is over five minutes and under an hour.
  static boolean between(long seconds) {
    return seconds >= MINUTES && seconds < HOUR;
  }

  /// Had they lived an hour: what expired is read, and all else is written at the price of an hour.
  ///
  /// @param gap since the call before was sent, in seconds
  /// @param miss what the call did not read, null for nothing
  static long hour(Usage usage, UnitPrices prices, long gap, @Nullable CacheMiss miss) {
    long minutes = Math.max(0, usage.write5m());
    boolean expired = between(gap) && miss != null && miss.reason() == Loss.EXPIRED;
    long kept = expired && miss != null ? Math.min(minutes, miss.tokens()) : 0;
    return Math.subtractExact(
        Math.multiplyExact(prices.write5m() - prices.read(), kept),
        Math.multiplyExact(prices.write1h() - prices.write5m(), minutes - kept));
  }

  /// Had they lived five minutes: what was read after a longer pause is written, and all else is
  /// written at the price of five minutes.
  ///
  /// @param gap since the call before was sent, in seconds
  static long fiveMinutes(Usage usage, UnitPrices prices, long gap) {
    long hours = Math.max(0, usage.write1h());
    long again = between(gap) ? usage.count(TokenClass.READ) : 0;
    return Math.subtractExact(
        Math.multiplyExact(prices.write1h() - prices.write5m(), hours),
        Math.multiplyExact(prices.write5m() - prices.read(), again));
  }
}
