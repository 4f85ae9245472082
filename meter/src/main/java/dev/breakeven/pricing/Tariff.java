package dev.breakeven.pricing;

import dev.breakeven.catalog.Lookup;
import dev.breakeven.catalog.Prices;
import dev.breakeven.catalog.Rate;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one model costs on one day, looked up once for all calls of that day.
public final class Tariff {
  private final Lookup lookup;
  private final @Nullable LocalRate own;

  /// What tokens cost in any call; null where there is no rate, it has tiers, or the model is one's
  /// own.
  private final @Nullable UnitPrices flat;

  /// A tariff of `lookup`, or of `own` where the model runs on one's own machine.
  Tariff(Lookup lookup, @Nullable LocalRate own) {
    this.lookup = lookup;
    this.own = own;
    this.flat =
        own == null && lookup instanceof Lookup.Found(Rate rate) && rate.tiers().isEmpty()
            ? UnitPrices.of(rate.base())
            : null;
  }

  /// What one call cost.
  ///
  /// @param usage what the one call used: a sum over calls would choose the wrong tier
  /// @param busy how long the model worked, for the electricity of a local one
  /// @throws ArithmeticException if the cost is out of the range of [Usd]
  public Cost cost(Usage usage, Duration busy) {
    if (own != null) {
      return new Cost.Priced(Map.of(), own.energy(busy));
    }
    return switch (lookup) {
      case Lookup.Found(Rate rate) -> cost(rate, usage);
      case Lookup.Missing(String reason) -> new Cost.Unpriced(reason);
    };
  }

  /// What a token of each class cost in a call with `usage`, where that tells all it cost; null for
  /// a call that is unpriced or was made on one's own machine: [#cost] tells of those.
  public @Nullable UnitPrices unitPrices(Usage usage) {
    UnitPrices prices = flat == null ? ofTier(usage) : flat;
    return prices != null && prices.cover(usage) ? prices : null;
  }

  private @Nullable UnitPrices ofTier(Usage usage) {
    return own == null && lookup instanceof Lookup.Found(Rate rate)
        ? UnitPrices.of(rate.at(usage.prompt()))
        : null;
  }

  /// The price of one token in `tokenClass`, in a call whose whole prompt has `promptTokens`
  /// tokens; null if it is not known or not sold. Zero for a model on one's own machine.
  public @Nullable Usd price(TokenClass tokenClass, long promptTokens) {
    if (own != null) {
      return Usd.ZERO;
    }
    return switch (lookup) {
      case Lookup.Found(Rate rate) -> price(rate.at(promptTokens), tokenClass);
      case Lookup.Missing _ -> null;
    };
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
      case Lookup.Found(Rate rate) -> Optional.of(dearest(rate, prompt, output));
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

  private static Cost cost(Rate rate, Usage usage) {
    if (usage.reported(TokenClass.UNCACHED).isEmpty()
        || usage.reported(TokenClass.OUTPUT).isEmpty()) {
      return new Cost.Unpriced(
          "the usage of a call to "
              + rate.model()
              + " is not complete: expected at least uncached and output tokens, got "
              + (usage.counts().isEmpty() ? "nothing" : usage));
    }
    Prices prices = rate.at(usage.prompt());
    var parts = new EnumMap<TokenClass, Usd>(TokenClass.class);
    for (TokenClass tokenClass : TokenClass.values()) {
      long count = usage.count(tokenClass);
      if (count == 0) {
        continue;
      }
      Usd price = price(prices, tokenClass);
      if (price == null) {
        return new Cost.Unpriced(
            "%s has no price for %s tokens, and %d were billed"
                .formatted(rate.model(), tokenClass.key(), count));
      }
      parts.put(tokenClass, price.times(count));
    }
    return new Cost.Priced(parts, Usd.ZERO);
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
