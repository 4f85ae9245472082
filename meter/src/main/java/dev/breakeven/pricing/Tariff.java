package dev.breakeven.pricing;

import dev.breakeven.catalog.Lookup;
import dev.breakeven.catalog.Prices;
import dev.breakeven.catalog.Rate;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one model costs on one day, looked up once for all calls of that day.
public final class Tariff {
  private static final Quote FREE = new Quote.Priced(UnitPrices.FREE);

  private final Lookup lookup;
  private final @Nullable LocalRate own;

  /// What any call is billed by; null where that differs from call to call.
  private final @Nullable Quote flat;

  /// A tariff of `lookup`, or of `own` where the model runs on one's own machine.
  Tariff(Lookup lookup, @Nullable LocalRate own) {
    this.lookup = lookup;
    this.own = own;
    this.flat = flat();
  }

  private @Nullable Quote flat() {
    if (own != null) {
      return own.equals(LocalRate.FREE) ? FREE : null;
    }
    return switch (lookup) {
      case Lookup.Found(Rate rate, var _) ->
          rate.tiers().isEmpty() ? new Quote.Priced(UnitPrices.of(rate.base())) : null;
      case Lookup.Missing(String reason) -> new Quote.Unpriced(reason);
    };
  }

  /// What one call is billed by: the one place in which a call gets its price.
  ///
  /// @param usage what the one call used: a sum over calls would choose the wrong tier
  /// @param busy how long the model worked, for the electricity of a local one
  /// @throws ArithmeticException if the electricity is out of the range of [Usd]
  public Quote quote(Usage usage, Duration busy) {
    if (own != null) {
      return flat == null ? new Quote.Priced(UnitPrices.FREE, own.energy(busy), null) : flat;
    }
    return switch (lookup) {
      case Lookup.Found(Rate rate, var _) -> sold(rate, usage);
      case Lookup.Missing _ -> Objects.requireNonNull(flat);
    };
  }

  private Quote sold(Rate rate, Usage usage) {
    UnitPrices each = flat == null ? UnitPrices.of(rate.at(usage.prompt())) : flat.each();
    if (each.cover(usage)) {
      return flat == null ? new Quote.Priced(each) : flat;
    }
    return new Quote.Unpriced(why(rate.model(), each, usage));
  }

  private static String why(String model, UnitPrices each, Usage usage) {
    if (usage.uncached() < 0 || usage.output() < 0) {
      return "the usage of a call to "
          + model
          + " is not complete: expected at least uncached and output tokens, got "
          + (usage.counts().isEmpty() ? "nothing" : usage);
    }
    for (TokenClass tokenClass : TokenClass.values()) {
      if (usage.count(tokenClass) > 0 && each.of(tokenClass) < 0) {
        return "%s has no price for %s tokens, and %d were billed"
            .formatted(model, tokenClass.key(), usage.count(tokenClass));
      }
    }
    throw new IllegalStateException("expected a class without a price in " + usage);
  }

  /// What one call cost.
  ///
  /// @param usage what the one call used: a sum over calls would choose the wrong tier
  /// @param busy how long the model worked, for the electricity of a local one
  /// @throws ArithmeticException if the cost is out of the range of [Usd]
  public Cost cost(Usage usage, Duration busy) {
    return Cost.of(usage, quote(usage, busy));
  }

  /// The most a call can cost before it is made: every prompt token in the dearest class a prompt
  /// can have, at the dearest tier up to its size. Empty if no price is known, or if only the time
  /// the model will work decides, as with electricity.
  ///
  /// @param prompt the most tokens the prompt can have
  /// @param output the most tokens the answer can have
  public Optional<Usd> dearest(long prompt, long output) {
    if (own != null) {
      boolean free = own.energy(Duration.ofHours(1)).equals(Usd.ZERO);
      return free ? Optional.of(Usd.ZERO) : Optional.empty();
    }
    return switch (lookup) {
      case Lookup.Found(Rate rate, var _) -> Optional.of(dearest(rate, prompt, output));
      case Lookup.Missing _ -> Optional.empty();
    };
  }

  private static Usd dearest(Rate rate, long prompt, long output) {
    var most = dearest(rate.base(), prompt, output);
    for (var tier : rate.tiers()) {
      if (prompt > tier.above()) {
        var tierMost = dearest(tier.prices(), prompt, output);
        most = tierMost.compareTo(most) > 0 ? tierMost : most;
      }
    }
    return most;
  }

  private static Usd dearest(Prices prices, long prompt, long output) {
    var token = prices.input();
    for (var tokenClass : List.of(TokenClass.WRITE_5M, TokenClass.WRITE_1H, TokenClass.READ)) {
      var price = price(prices, tokenClass);
      token = price != null && price.compareTo(token) > 0 ? price : token;
    }
    return token.times(prompt).plus(prices.output().times(output));
  }

  private static @Nullable Usd price(Prices prices, TokenClass tokenClass) {
    return switch (tokenClass) {
      case UNCACHED -> prices.input();
      case WRITE_5M -> prices.write5m();
      case WRITE_1H -> prices.write1h();
      case READ -> prices.read();
      case OUTPUT -> prices.output();
    };
  }
}
