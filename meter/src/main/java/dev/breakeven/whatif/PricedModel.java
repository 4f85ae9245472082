package dev.breakeven.whatif;

import dev.breakeven.cache.EntryLife;
import dev.breakeven.catalog.CacheFacts;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.catalog.Lookup;
import dev.breakeven.catalog.Prices;
import dev.breakeven.catalog.Rate;
import dev.breakeven.catalog.Tier;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a model charges on one day for prompts that grow, the rules of its cache included.
///
/// Prices are in picodollars a token and depend on the size of the prompt: a tier counts for the
/// whole request, and a prompt below the shortest cacheable length is not cached, so that reading
/// and writing it cost as much as any input. Where a vendor sells no writes, what is written costs
/// the input price.
///
/// @param rate the model's row in the catalog
/// @param day the day it was looked up for
/// @param life how long a cached prompt lives after its last use; null where that is not known
/// @param longer whether writes are bought at the price of the longer life
public record PricedModel(Rate rate, LocalDate day, @Nullable Duration life, boolean longer) {
  /// `model` on `day` as `catalog` has it, its prompts cached for the vendor's default life.
  ///
  /// @throws IllegalArgumentException with the reason if the catalog has no price for it
  public static PricedModel of(Catalog catalog, String model, LocalDate day) {
    return switch (catalog.rate(model, day)) {
      case Lookup.Found(Rate rate, var _) ->
          new PricedModel(rate, day, lives(catalog, rate).stream().findFirst().orElse(null), false);
      case Lookup.Missing(String reason) -> throw new IllegalArgumentException(reason);
    };
  }

  /// The model of `agent` on the day it sent `call` (UTC), its prompts cached as long as the call
  /// asked; empty where the catalog has no price for it.
  static Optional<PricedModel> of(Catalog catalog, Agent agent, Call call) {
    LocalDate day = LocalDate.ofInstant(call.timing().start(), ZoneOffset.UTC);
    try {
      var model = of(catalog, agent.model(), day);
      boolean hour = call.answer().usage().write1h() > 0;
      return Optional.of(hour ? model.living(catalog, EntryLife.ONE_HOUR.duration()) : model);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no price: the answer is unknown, and said to be
    }
  }

  /// This model with prompts that live for `life`.
  ///
  /// @throws IllegalArgumentException if the vendor is known not to sell that life, or its price is
  ///   not known
  public PricedModel living(Catalog catalog, Duration life) {
    List<Duration> sold = lives(catalog, rate);
    int place = sold.indexOf(life);
    if (place < 0 && !sold.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a cache life that %s sells, %s, got %s"
              .formatted(
                  rate.traits().vendor(),
                  sold.stream().map(PricedModel::words).collect(Collectors.joining(" or ")),
                  words(life)));
    }
    if (place > 0 && rate.base().write1h() == null) {
      throw new IllegalArgumentException(
          "the catalog has no price for writes of %s that live %s"
              .formatted(rate.model(), words(life)));
    }
    return new PricedModel(rate, day, life, place > 0);
  }

  private static List<Duration> lives(Catalog catalog, Rate rate) {
    return catalog.cache(rate.traits().vendor()).map(CacheFacts::lives).orElse(List.of());
  }

  private static String words(Duration life) {
    return life.toMinutes() % 60 == 0 ? life.toHours() + "h" : life.toMinutes() + "m";
  }

  /// The model's usual id.
  public String id() {
    return rate.model();
  }

  /// The shortest prompt that is cached, in tokens; empty where it is not established, and then it
  /// counts as none.
  public Optional<Long> minimum() {
    return Optional.ofNullable(rate.traits().minimumCacheable());
  }

  /// Whether a prompt of `prompt` tokens is cached.
  public boolean caches(long prompt) {
    return rate.base().read() != null && prompt >= minimum().orElse(0L);
  }

  /// Reading a token again, in a prompt of `prompt` tokens.
  public long read(long prompt) {
    Prices prices = rate.at(prompt);
    return (caches(prompt) && prices.read() != null ? prices.read() : prices.input()).picodollars();
  }

  /// A token that is new, in a prompt of `prompt` tokens.
  public long write(long prompt) {
    Prices prices = rate.at(prompt);
    Usd write = longer ? prices.write1h() : prices.write5m();
    return (caches(prompt) && write != null ? write : prices.input()).picodollars();
  }

  /// A token of the answer to a prompt of `prompt` tokens.
  public long output(long prompt) {
    return rate.at(prompt).output().picodollars();
  }

  /// The sizes from which on a prompt has other prices, ascending.
  List<Long> steps() {
    var steps = new ArrayList<Long>();
    minimum().ifPresent(steps::add);
    for (Tier tier : rate.tiers()) {
      steps.add(tier.above() + 1);
    }
    steps.sort(null);
    return steps;
  }
}
