package dev.breakeven.attribution;

import dev.breakeven.pricing.Cost;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;

/// What one trial's cost is as a function of one price, all else held constant: `fixed` + x ·
/// `slope`.
///
/// @param fixed what it costs if that price is zero
/// @param slope what it costs more for each unit of that price
public record Stake(Usd fixed, Usd slope) {
  private static final Usd PER_MILLION = new Usd(1_000_000);

  /// The cost as a function of the price of reading a token from the cache, in parts of `input`,
  /// the price of an uncached one.
  public static Stake ofReadMultiplier(Usage usage, Cost.Priced cost, Usd input) {
    return new Stake(without(cost, TokenClass.READ), input.times(usage.count(TokenClass.READ)));
  }

  /// The cost as a function of the price of a million output tokens, in USD.
  public static Stake ofOutputPrice(Usage usage, Cost.Priced cost) {
    return new Stake(
        without(cost, TokenClass.OUTPUT), PER_MILLION.times(usage.count(TokenClass.OUTPUT)));
  }

  /// The cost as a function of a factor on everything the executor costs.
  ///
  /// @param others what all others cost
  /// @param executor what the executor costs at a factor of 1
  public static Stake ofExecutorPrice(Usd others, Usd executor) {
    return new Stake(others, executor);
  }

  /// This and `other` together, for a trial with several models.
  public Stake plus(Stake other) {
    return new Stake(fixed.plus(other.fixed), slope.plus(other.slope));
  }

  private static Usd without(Cost.Priced cost, TokenClass tokenClass) {
    return cost.total().minus(cost.parts().getOrDefault(tokenClass, Usd.ZERO));
  }
}
