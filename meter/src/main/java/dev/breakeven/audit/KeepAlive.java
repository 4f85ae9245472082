package dev.breakeven.audit;

import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Loss;
import dev.breakeven.pricing.UnitPrices;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one agent would have saved by keeping its cached prompt alive: before every five minutes of
/// a pause are over, a request reads what is cached and is answered one token.
///
/// It is weighed against what was written again after the pause, which would have been read, and
/// counted for a pause only where it pays. With a life of an hour nothing is kept alive.
final class KeepAlive {
  private static final long LIFE = Duration.ofMinutes(5).toSeconds();

  private long cached;

  KeepAlive() {}

  /// Looks at the agent's next call.
  ///
  /// @param gap since the call before was sent, in seconds
  /// @param miss what it did not read, null for nothing
  /// @return picodollars, 0 or more
  long saved(Usage usage, UnitPrices prices, long gap, @Nullable CacheMiss miss) {
    long saved = 0;
    if (miss != null && miss.reason() == Loss.EXPIRED) {
      long again = Math.min(miss.tokens(), usage.count(TokenClass.WRITE_5M));
      long requests = gap / LIFE;
      long request =
          Math.addExact(Math.multiplyExact(prices.read(), cached), Math.max(0, prices.output()));
      saved =
          Math.multiplyExact(prices.write5m() - prices.read(), again)
              - Math.multiplyExact(requests, request);
    }
    cached = usage.prompt() - Math.max(0, usage.uncached());
    return Math.max(0, saved);
  }
}
