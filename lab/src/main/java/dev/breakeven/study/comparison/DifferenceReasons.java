package dev.breakeven.study.comparison;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.Breakdown;
import dev.breakeven.attribution.Difference;
import dev.breakeven.pricing.Cost;
import dev.breakeven.study.Charge;
import dev.breakeven.study.Trial;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Why one arm costs more than another: by turns, instructions, reports, re-reads, misses and the
/// rest where the traces of all its trials were kept, else by what was billed in each class.
public final class DifferenceReasons {
  private final List<Charge> charges;
  private final Repricing prices;
  private final Function<Trial, Optional<Trace>> traces;

  /// Reckons from `charges` at `prices`, without traces.
  public DifferenceReasons(List<Charge> charges, Repricing prices) {
    this(charges, prices, _ -> Optional.empty());
  }

  /// Reckons from `traces` at the prices of the days their calls were sent, or, for trials of which
  /// one has none, from `charges` at `prices`.
  public DifferenceReasons(
      List<Charge> charges, Repricing prices, Function<Trial, Optional<Trace>> traces) {
    this.charges = List.copyOf(charges);
    this.prices = prices;
    this.traces = traces;
  }

  /// The mean cost of the trials `to` less that of the trials `from`, by reason; empty if a side
  /// has no trial or something billed has no price.
  public Optional<Difference> between(List<Trial> from, List<Trial> to) {
    var all = new ArrayList<>(from);
    all.addAll(to);
    boolean traced = all.stream().allMatch(trial -> traces.apply(trial).isPresent());
    var first = breakdowns(from, traced);
    var second = breakdowns(to, traced);
    return first.isEmpty() || second.isEmpty()
        ? Optional.empty()
        : Optional.of(Difference.between(first, second));
  }

  /// One a trial; none at all if one of them has no price.
  private List<Breakdown> breakdowns(List<Trial> trials, boolean traced) {
    var breakdowns = new ArrayList<Breakdown>();
    for (var trial : trials) {
      var breakdown = traced ? traced(trial) : summed(trial);
      if (breakdown.isEmpty()) {
        return List.of();
      }
      breakdowns.add(breakdown.get());
    }
    return breakdowns;
  }

  private Optional<Breakdown> traced(Trial trial) {
    return traces
        .apply(trial)
        .map(trace -> Attribution.of(trace, prices.pricing()))
        .filter(attribution -> attribution.bill().complete())
        .map(Breakdown::of);
  }

  private Optional<Breakdown> summed(Trial trial) {
    var usage = Usage.NONE;
    Map<TokenClass, Usd> parts = new EnumMap<>(TokenClass.class);
    var energy = Usd.ZERO;
    var executor = Usd.ZERO;
    for (var charge : charges) {
      if (!charge.trial().equals(trial)) {
        continue;
      }
      if (!(charge.cost(prices.pricing(), prices.day().of(charge)) instanceof Cost.Priced cost)) {
        return Optional.empty();
      }
      if (charge.by().role().assists()) {
        executor = executor.plus(cost.total());
      } else {
        usage = usage.plus(charge.usage());
        cost.parts().forEach((tokenClass, part) -> parts.merge(tokenClass, part, Usd::plus));
        energy = energy.plus(cost.energy());
      }
    }
    return Optional.of(Breakdown.of(usage, new Cost.Priced(parts, energy), executor));
  }
}
