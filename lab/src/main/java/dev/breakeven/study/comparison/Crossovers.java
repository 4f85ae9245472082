package dev.breakeven.study.comparison;

import dev.breakeven.attribution.Crossover;
import dev.breakeven.attribution.Stake;
import dev.breakeven.pricing.Cost;
import dev.breakeven.study.Charge;
import dev.breakeven.study.Trial;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The prices at which two arms cost the same.
///
/// The cost of a trial is linear in every price: with x a price, F what does not depend on it and S
/// the tokens it is charged for, an arm costs F + x·S in the mean, so two arms meet at x = (F₂ −
/// F₁)/(S₁ − S₂). Everything else is held constant: at other prices agents might work otherwise.
public final class Crossovers {
  private static final long MILLION = 1_000_000;
  private static final int PLACES = 12;

  private final List<Charge> charges;
  private final Repricing prices;

  /// Reckons from `charges` at `prices`, which are what a price is changed from.
  public Crossovers(List<Charge> charges, Repricing prices) {
    this.charges = List.copyOf(charges);
    this.prices = prices;
  }

  /// The trials of an arm that a mean goes over.
  ///
  /// @param arm the arm's name
  /// @param trials whose cost counts
  /// @param divisor by how much their sum is divided: their number for a cost per trial, the number
  ///   of solved ones for a cost per success
  public record Side(String arm, List<Trial> trials, int divisor) {
    /// Takes an immutable copy.
    public Side {
      trials = List.copyOf(trials);
    }
  }

  /// A price that is turned.
  ///
  /// @param kind what is turned
  /// @param model whose price
  /// @param now what it is
  public record Lever(Kind kind, String model, BigDecimal now) {}

  /// What can be turned.
  public enum Kind {
    /// The price of a token read from the cache, as a share of that of an uncached one.
    READ_MULTIPLIER("cache reads", "× input"),
    /// The price of a token of the answer.
    OUTPUT_PRICE("output", "USD a million"),
    /// All prices of an executor together.
    EXECUTOR_PRICE("the executor", "× its prices");

    private final String words;
    private final String unit;

    Kind(String words, String unit) {
      this.words = words;
      this.unit = unit;
    }

    /// What is turned, in words: `cache reads`.
    public String words() {
      return words;
    }

    /// The unit its price is in.
    public String unit() {
      return unit;
    }
  }

  /// Where two arms meet.
  ///
  /// @param lever the price that is turned
  /// @param meeting where, as a multiple of the lever's present price
  public record Crossing(Lever lever, Crossover meeting) {
    /// The price at which they meet, in the lever's unit; empty if at none of 0 or more.
    public Optional<BigDecimal> price() {
      return meeting instanceof Crossover.At(var times, var _)
          ? Optional.of(times.multiply(lever.now()))
          : Optional.empty();
    }
  }

  /// Every lever that acts on one of the two arms, and where they meet. Empty if something billed
  /// has no price.
  public List<Crossing> between(Side first, Side second) {
    var found = new ArrayList<Crossing>();
    if (unpriced(first) || unpriced(second)) {
      return found;
    }
    for (var model : models(first, second)) {
      add(found, Kind.READ_MULTIPLIER, model, first, second);
      add(found, Kind.OUTPUT_PRICE, model, first, second);
      add(found, Kind.EXECUTOR_PRICE, model, first, second);
    }
    return found;
  }

  /// What the executor of the second arm may cost a trial (or a success, as the sides divide) for
  /// both arms to cost the same; below 0 where the second is dearer even with an executor that
  /// costs nothing. Empty if it has no executor or something billed has no price.
  public Optional<Usd> executorBudget(Side first, Side second) {
    boolean delegates =
        charges.stream()
            .filter(charge -> second.trials().contains(charge.trial()))
            .anyMatch(charge -> charge.by().role().assists());
    if (!delegates || unpriced(first) || unpriced(second)) {
      return Optional.empty();
    }
    var whole = sum(first, _ -> true).dollars();
    var orchestrator = sum(second, charge -> !charge.by().role().assists()).dollars();
    return Optional.of(Usd.of(a(whole, first).subtract(a(orchestrator, second))));
  }

  private static BigDecimal a(BigDecimal sum, Side side) {
    return sum.divide(BigDecimal.valueOf(side.divisor()), PLACES, RoundingMode.HALF_EVEN);
  }

  private Usd sum(Side side, Predicate<Charge> wanted) {
    return charges.stream()
        .filter(charge -> side.trials().contains(charge.trial()))
        .filter(wanted)
        .map(charge -> cost(charge) instanceof Cost.Priced cost ? cost.total() : Usd.ZERO)
        .reduce(Usd.ZERO, Usd::plus);
  }

  private void add(List<Crossing> found, Kind kind, String model, Side first, Side second) {
    var one = line(kind, model, first);
    var two = line(kind, model, second);
    if (one.charged().picodollars() > 0 || two.charged().picodollars() > 0) {
      found.add(
          new Crossing(
              new Lever(kind, model, one.now().max(two.now())),
              Crossover.of(one.mean(first.divisor()), two.mean(second.divisor()))));
    }
  }

  /// An arm's whole cost, and how much of it follows a lever.
  ///
  /// @param total all of it
  /// @param charged what is proportional to the lever
  /// @param now the lever's present value
  private record Line(Usd total, Usd charged, BigDecimal now) {
    /// The mean as a function of the lever, its present value taken as the unit.
    Crossover.Mean mean(int divisor) {
      return new Crossover.Mean(new Stake(total.minus(charged), charged), divisor);
    }
  }

  private Line line(Kind kind, String model, Side side) {
    var total = Usd.ZERO;
    var charged = Usd.ZERO;
    var now = BigDecimal.ZERO;
    for (var charge : charges) {
      if (!side.trials().contains(charge.trial()) || !(cost(charge) instanceof Cost.Priced cost)) {
        continue;
      }
      total = total.plus(cost.total());
      if (charge.by().model().equals(model)) {
        var part = follows(kind, charge, cost);
        charged = charged.plus(part);
        now = part.picodollars() == 0 ? now : now(kind, charge);
      }
    }
    return new Line(total, charged, now);
  }

  /// The part of a charge that is proportional to a lever.
  private static Usd follows(Kind kind, Charge charge, Cost.Priced cost) {
    return switch (kind) {
      case READ_MULTIPLIER -> cost.parts().getOrDefault(TokenClass.READ, Usd.ZERO);
      case OUTPUT_PRICE -> cost.parts().getOrDefault(TokenClass.OUTPUT, Usd.ZERO);
      case EXECUTOR_PRICE -> charge.by().role().assists() ? cost.total() : Usd.ZERO;
    };
  }

  private BigDecimal now(Kind kind, Charge charge) {
    return switch (kind) {
      case READ_MULTIPLIER ->
          token(charge, Usage.of(0, 0, 0, 1, 0))
              .divide(token(charge, Usage.of(1, 0, 0, 0, 0)), PLACES, RoundingMode.HALF_EVEN);
      case OUTPUT_PRICE ->
          token(charge, Usage.of(0, 0, 0, 0, 1)).multiply(BigDecimal.valueOf(MILLION));
      case EXECUTOR_PRICE -> BigDecimal.ONE;
    };
  }

  /// What one token costs the model of `charge`, in dollars.
  private BigDecimal token(Charge charge, Usage one) {
    return switch (prices.pricing().cost(charge.by().model(), prices.day().of(charge), one)) {
      case Cost.Priced priced -> priced.total().dollars();
      case Cost.Unpriced(var reason) ->
          throw new IllegalStateException(
              "expected a price, because tokens were priced: " + reason);
    };
  }

  private Cost cost(Charge charge) {
    return charge.cost(prices.pricing(), prices.day().of(charge));
  }

  private boolean unpriced(Side side) {
    return side.divisor() == 0
        || charges.stream()
            .filter(charge -> side.trials().contains(charge.trial()))
            .anyMatch(charge -> cost(charge) instanceof Cost.Unpriced);
  }

  private Set<String> models(Side first, Side second) {
    var models = new LinkedHashSet<String>();
    for (var charge : charges) {
      if (first.trials().contains(charge.trial()) || second.trials().contains(charge.trial())) {
        models.add(charge.by().model());
      }
    }
    return models;
  }
}
