package dev.breakeven.pricing;

import dev.breakeven.catalog.Lookup;
import dev.breakeven.catalog.Prices;
import dev.breakeven.catalog.Rate;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What one model costs on one day, looked up once for all calls of that day.
public final class Tariff {
  private static final Quote FREE = new Quote.Priced(UnitPrices.FREE);

  private final Lookup lookup;
  private final @Nullable LocalRate own;
  private final Function<String, Optional<Usd>> fees;

  /// What any call is billed by that was bought in the standard way; null where that differs from
  /// call to call.
  private final @Nullable Quote flat;

  /// A tariff of `lookup`, or of `own` where the model runs on one's own machine.
  ///
  /// @param fees what one use of a tool costs that the model's vendor runs, empty where that is not
  ///   known
  Tariff(Lookup lookup, @Nullable LocalRate own, Function<String, Optional<Usd>> fees) {
    this.lookup = lookup;
    this.own = own;
    this.fees = fees;
    this.flat = flat();
  }

  private @Nullable Quote flat() {
    if (own != null) {
      return own.equals(LocalRate.FREE) ? FREE : null;
    }
    return switch (lookup) {
      case Lookup.Found(Rate rate, List<String> ways) ->
          rate.tiers().isEmpty() && rate.traits().peak() == null
              ? quote(UnitPrices.of(rate.base()), standard(rate, ways))
              : null;
      case Lookup.Missing(String reason) -> new Quote.Unpriced(reason);
    };
  }

  private Terms standard(Rate rate, List<String> ways) {
    return Terms.of(rate, ways, Purchase.STANDARD, null, fees);
  }

  private static Quote quote(UnitPrices each, Terms terms) {
    return new Quote.Priced(each.times(terms.factor()), terms.fees(), terms.floors());
  }

  /// What `call` is billed by: the one place in which a call gets its price.
  ///
  /// @throws ArithmeticException if a price, a fee or the electricity is out of the range of [Usd]
  public Quote quote(Call call) {
    Call.Answer answer = call.answer();
    if (own == null && !(flat != null && answer.bought().isStandard())) {
      return sold(answer.usage(), answer.bought(), call.timing().start());
    }
    return quote(answer.usage(), call.timing().total());
  }

  /// What one call is billed by that was bought in the standard way, at an hour that is not known.
  ///
  /// @param usage what the one call used: a sum over calls would choose the wrong tier
  /// @param busy how long the model worked, for the electricity of a local one
  /// @throws ArithmeticException if the electricity is out of the range of [Usd]
  public Quote quote(Usage usage, Duration busy) {
    if (own != null) {
      return flat == null ? new Quote.Priced(UnitPrices.FREE, own.energy(busy), List.of()) : flat;
    }
    return flat == null ? sold(usage, Purchase.STANDARD, null) : covering(flat, usage);
  }

  private Quote sold(Usage usage, Purchase bought, @Nullable Instant time) {
    return switch (lookup) {
      case Lookup.Found(Rate rate, List<String> ways) ->
          rate.traits().peak() != null && time == null
              ? new Quote.Unpriced(
                  "the price of "
                      + rate.model()
                      + " depends on the hour, and only the day of the call is known")
              : covering(
                  quote(
                      UnitPrices.of(rate.at(usage.prompt())),
                      Terms.of(rate, ways, bought, time, fees)),
                  usage);
      case Lookup.Missing(String reason) -> new Quote.Unpriced(reason);
    };
  }

  /// `quote`, if it has a price for all that `usage` holds.
  private Quote covering(Quote quote, Usage usage) {
    return lookup instanceof Lookup.Found(Rate rate, var _) && !quote.each().cover(usage)
        ? new Quote.Unpriced(why(rate.model(), quote.each(), usage))
        : quote;
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
      case Lookup.Found(Rate rate, List<String> ways) ->
          Optional.of(Terms.most(rate, ways).times(dearest(rate, prompt, output)));
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
