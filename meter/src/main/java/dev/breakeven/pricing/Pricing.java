package dev.breakeven.pricing;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.catalog.Lookup;
import dev.breakeven.catalog.Rate;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Prices calls from a catalog and from what a study declares of its local models.
///
/// The price of a call is Σ tokens × price over the five classes, exact to the picodollar, at the
/// prices of the tier that the whole prompt falls into. Safe for use by several threads.
public final class Pricing {
  private final Catalog catalog;
  private final Map<String, LocalRate> local;

  /// What the catalog sells, as far as it was asked for: few models on few days, for many calls.
  private final Map<String, Map<LocalDate, Tariff>> sold = new ConcurrentHashMap<>();

  private Pricing(Catalog catalog, Map<String, LocalRate> local) {
    this.catalog = catalog;
    this.local = local;
  }

  /// Pricing by `catalog` alone.
  public static Pricing of(Catalog catalog) {
    return new Pricing(catalog, Map.of());
  }

  /// What is known of models, prices among it.
  public Catalog catalog() {
    return catalog;
  }

  /// This pricing, with `model` declared to run on one's own machine at `rate`.
  ///
  /// @throws IllegalArgumentException if the catalog has a price for it: what a vendor sells is not
  ///   made free by saying so
  public Pricing with(String model, LocalRate rate) {
    if (catalog.models().contains(model)) {
      throw new IllegalArgumentException(
          "expected a model without a vendor's price to be declared local, got "
              + model
              + ", which the catalog prices; leave the declaration out");
    }
    var more = new HashMap<>(local);
    more.put(model, rate);
    return new Pricing(catalog, Map.copyOf(more));
  }

  /// What one call cost whose time is not known; a local model whose electricity is priced is
  /// unpriced then. See [#cost(String, LocalDate, Usage, Duration)].
  public Cost cost(String model, LocalDate day, Usage usage) {
    LocalRate own = local.get(model);
    if (own != null && !own.equals(LocalRate.FREE)) {
      return new Cost.Unpriced(
          "the electricity of " + model + " is priced by time, and the call's time is not known");
    }
    return cost(model, day, usage, Duration.ZERO);
  }

  /// What `call` to `model` is billed by, on the day it was sent (UTC), its whole time counted as
  /// work.
  public Quote quote(String model, Call call) {
    return quote(model, LocalDate.ofInstant(call.timing().start(), ZoneOffset.UTC), call);
  }

  /// What `call` to `model` would be billed by on `day`.
  public Quote quote(String model, LocalDate day, Call call) {
    return tariff(model, day).quote(call);
  }

  /// What `call` to `model` cost, on the day it was sent (UTC), its whole time counted as work.
  public Cost cost(String model, Call call) {
    return Cost.of(call.answer().usage(), quote(model, call));
  }

  /// What all calls of `trace` cost.
  public Bill bill(Trace trace) {
    Map<String, String> models =
        trace.agents().stream().collect(Collectors.toMap(Agent::id, Agent::model));
    var sum = new BillSum();
    for (Agent agent : trace.agents()) {
      if (agent.unlogged() != null) {
        sum.add(new Floor.NoExecutor(), 1);
      }
    }
    for (Call call : trace.calls()) {
      String model = models.get(call.agent());
      sum.add(
          call.answer(),
          model == null
              ? new Quote.Unpriced("the agent of call " + call.id() + " is not in the trace")
              : quote(model, call));
    }
    return sum.bill();
  }

  /// What one call cost.
  ///
  /// @param model the exact id of the model that answered
  /// @param day the day it was asked, in UTC
  /// @param usage what the one call used: a sum over calls would choose the wrong tier
  /// @param busy how long the model worked, for the electricity of a local one
  /// @throws ArithmeticException if the cost is out of the range of [Usd]
  public Cost cost(String model, LocalDate day, Usage usage, Duration busy) {
    return tariff(model, day).cost(usage, busy);
  }

  /// What several calls together cost whose usage is only known as a sum.
  ///
  /// Where the model's price depends on the size of each prompt, the sum tells it only if all
  /// prompts together are below the first tier; else it is unpriced. So is a local model whose
  /// electricity is priced.
  ///
  /// @param model the exact id of the model that answered
  /// @param day the day they were asked, in UTC
  /// @param usage the sum of what they used
  public Cost costOfSum(String model, LocalDate day, Usage usage) {
    if (!local.containsKey(model)
        && catalog.rate(model, day) instanceof Lookup.Found(Rate rate, var _)
        && !rate.tiers().isEmpty()
        && usage.prompt() > rate.tiers().getFirst().above()) {
      return new Cost.Unpriced(
          "the price of "
              + model
              + " depends on the size of each prompt, and only the sum of several is known");
    }
    return cost(model, day, usage);
  }

  /// What `model` costs day by day, for many calls.
  public Tariffs tariffs(String model) {
    return new Tariffs(this, model);
  }

  private Function<String, Optional<Usd>> fees(Lookup lookup, LocalDate day) {
    return tool ->
        lookup instanceof Lookup.Found(Rate rate, var _)
            ? catalog.fee(rate.traits().vendor(), tool, day)
            : Optional.empty();
  }

  /// What `model` costs on `day` (UTC), for many calls of one day.
  public Tariff tariff(String model, LocalDate day) {
    Map<LocalDate, Tariff> days = sold.get(model);
    Tariff known = days == null ? null : days.get(day);
    if (known != null) {
      return known;
    }
    Lookup lookup = catalog.rate(model, day);
    var tariff = new Tariff(lookup, local.get(model), fees(lookup, day));
    if (lookup instanceof Lookup.Found) {
      sold.computeIfAbsent(model, _ -> new ConcurrentHashMap<>()).put(day, tariff);
    }
    return tariff;
  }
}
