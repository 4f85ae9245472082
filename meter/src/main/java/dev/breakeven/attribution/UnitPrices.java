package dev.breakeven.attribution;

import dev.breakeven.pricing.Tariff;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;

/// What one token of each class costs in one call, in picodollars; 0 where it has no price.
record UnitPrices(long uncached, long write5m, long write1h, long read, long output) {
  static final UnitPrices NONE = new UnitPrices(0, 0, 0, 0, 0);

  /// The prices of `tariff` for a call with `usage`.
  static UnitPrices of(Tariff tariff, Usage usage) {
    long prompt = usage.prompt();
    return new UnitPrices(
        price(tariff, TokenClass.UNCACHED, prompt),
        price(tariff, TokenClass.WRITE_5M, prompt),
        price(tariff, TokenClass.WRITE_1H, prompt),
        price(tariff, TokenClass.READ, prompt),
        price(tariff, TokenClass.OUTPUT, prompt));
  }

  long of(TokenClass tokenClass) {
    return switch (tokenClass) {
      case UNCACHED -> uncached;
      case WRITE_5M -> write5m;
      case WRITE_1H -> write1h;
      case READ -> read;
      case OUTPUT -> output;
    };
  }

  private static long price(Tariff tariff, TokenClass tokenClass, long prompt) {
    Usd price = tariff.price(tokenClass, prompt);
    return price == null ? 0 : price.picodollars();
  }
}
