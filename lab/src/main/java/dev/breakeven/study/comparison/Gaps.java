package dev.breakeven.study.comparison;

import dev.breakeven.attribution.Breakdown;
import dev.breakeven.attribution.Difference;
import dev.breakeven.pricing.Cost;
import dev.breakeven.study.Charge;
import dev.breakeven.study.Trial;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why one arm costs more than another, from what was billed by class: cache reads, writes,
/// uncached input, output, executors, price.
public final class Gaps {
  private final List<Charge> charges;
  private final Repricing prices;

  /// Reckons from `charges` at `prices`.
  public Gaps(List<Charge> charges, Repricing prices) {
    this.charges = List.copyOf(charges);
    this.prices = prices;
  }

  /// The mean cost of the trials `to` less that of the trials `from`, by reason; empty if a side
  /// has no trial or something billed has no price.
  public Optional<Difference> between(List<Trial> from, List<Trial> to) {
    var first = breakdowns(from);
    var second = breakdowns(to);
    return first.isEmpty() || second.isEmpty()
        ? Optional.empty()
        : Optional.of(Difference.between(first, second));
  }

  /// One a trial; none at all if one of them has no price.
  private List<Breakdown> breakdowns(List<Trial> trials) {
    var breakdowns = new ArrayList<Breakdown>();
    for (var trial : trials) {
      var breakdown = breakdown(trial);
      if (breakdown.isEmpty()) {
        return List.of();
      }
      breakdowns.add(breakdown.get());
    }
    return breakdowns;
  }

  private Optional<Breakdown> breakdown(Trial trial) {
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
      if (charge.by().role() == Role.EXECUTOR) {
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
