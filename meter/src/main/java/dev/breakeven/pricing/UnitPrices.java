package dev.breakeven.pricing;

import dev.breakeven.catalog.Factor;
import dev.breakeven.catalog.Prices;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import org.jspecify.annotations.Nullable;

/// What one token of each class costs in one call, in picodollars; [#NONE] for one that is not
/// sold.
///
/// @param uncached an uncached prompt token
/// @param write5m a prompt token written for five minutes
/// @param write1h a prompt token written for an hour
/// @param read a prompt token read from the cache
/// @param output a token of the answer
public record UnitPrices(long uncached, long write5m, long write1h, long read, long output) {
  /// What stands for a price that there is not.
  public static final long NONE = -1;

  /// Every token costs nothing.
  public static final UnitPrices FREE = new UnitPrices(0, 0, 0, 0, 0);

  static UnitPrices of(Prices prices) {
    return new UnitPrices(
        picodollars(prices.input()),
        picodollars(prices.write5m()),
        picodollars(prices.write1h()),
        picodollars(prices.read()),
        picodollars(prices.output()));
  }

  /// These prices times `factor`.
  ///
  /// @throws ArithmeticException if one is out of range
  UnitPrices times(Factor factor) {
    return factor.equals(Factor.ONE)
        ? this
        : new UnitPrices(
            times(factor, uncached),
            times(factor, write5m),
            times(factor, write1h),
            times(factor, read),
            times(factor, output));
  }

  private static long times(Factor factor, long price) {
    return price == NONE ? NONE : factor.times(new Usd(price)).picodollars();
  }

  private static long picodollars(@Nullable Usd price) {
    return price == null ? NONE : price.picodollars();
  }

  /// What a token of `tokenClass` costs.
  public long of(TokenClass tokenClass) {
    return switch (tokenClass) {
      case UNCACHED -> uncached;
      case WRITE_5M -> write5m;
      case WRITE_1H -> write1h;
      case READ -> read;
      case OUTPUT -> output;
    };
  }

  /// Whether all that `usage` holds has a price, and it holds what every provider reports.
  boolean cover(Usage usage) {
    return usage.uncached() >= 0
        && usage.output() >= 0
        && (write5m >= 0 || usage.write5m() <= 0)
        && (write1h >= 0 || usage.write1h() <= 0)
        && (read >= 0 || usage.read() <= 0);
  }
}
