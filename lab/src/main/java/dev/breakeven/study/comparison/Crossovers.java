package dev.breakeven.study.comparison;

import dev.breakeven.pricing.Cost;
import dev.breakeven.study.Charge;
import dev.breakeven.study.Trial;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// The prices at which two arms cost the same.
///
/// The cost of a trial is linear in every price: with x a price, F what does not depend on it and S
/// the tokens it is charged for, an arm costs F + x·S in the mean, so two arms meet at x = (F₂ −
/// F₁)/(S₁ − S₂). Everything else is held constant: at other prices agents might work otherwise.
public final class Crossovers {
  private static final double MILLION = 1e6;

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
  public record Lever(Kind kind, String model, double now) {}

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
  /// @param meeting where
  public record Crossover(Lever lever, Meeting meeting) {}

  /// Where, if anywhere.
  public sealed interface Meeting {
    /// At the price `at`; the second arm is dearer above it, or below it.
    record At(double at, boolean secondDearerAbove) implements Meeting {}

    /// At no price of 0 or more: one arm is dearer at all of them.
    record Nowhere(boolean secondDearer) implements Meeting {}
  }

  /// Every lever that acts on one of the two arms, and where they meet. Empty if something billed
  /// has no price.
  public List<Crossover> between(Side first, Side second) {
    var found = new ArrayList<Crossover>();
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

  /// What the executor of the second arm may cost, in dollars a trial (or a success, as the sides
  /// divide), for both arms to cost the same; below 0 where the second is dearer even with an
  /// executor that costs nothing. Empty if it has no executor or something billed has no price.
  public OptionalDouble executorBudget(Side first, Side second) {
    boolean delegates =
        charges.stream()
            .filter(charge -> second.trials().contains(charge.trial()))
            .anyMatch(charge -> charge.by().role() == Role.EXECUTOR);
    if (!delegates || unpriced(first) || unpriced(second)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        sum(first, true) / first.divisor() - sum(second, false) / second.divisor());
  }

  private double sum(Side side, boolean executors) {
    return charges.stream()
        .filter(charge -> side.trials().contains(charge.trial()))
        .filter(charge -> executors || charge.by().role() != Role.EXECUTOR)
        .mapToDouble(charge -> cost(charge) instanceof Cost.Priced cost ? dollars(cost.total()) : 0)
        .sum();
  }

  private void add(List<Crossover> found, Kind kind, String model, Side first, Side second) {
    var one = line(kind, model, first);
    var two = line(kind, model, second);
    if (one.charged() == 0 && two.charged() == 0) {
      return;
    }
    double base = Math.max(one.now(), two.now());
    // F and S of each arm, the lever's present value taken as its unit.
    double fixed1 = one.total() - one.charged();
    double fixed2 = two.total() - two.charged();
    double slope = one.charged() - two.charged();
    double times = (fixed2 - fixed1) / slope;
    boolean none = !Double.isFinite(times) || times < 0;
    found.add(
        new Crossover(
            new Lever(kind, model, base),
            none
                ? new Meeting.Nowhere(two.total() > one.total())
                : new Meeting.At(times * base, slope < 0)));
  }

  /// An arm's mean cost, and how much of it follows a lever.
  ///
  /// @param total dollars
  /// @param charged the dollars in it that are proportional to the lever
  /// @param now the lever's present value
  private record Line(double total, double charged, double now) {}

  private Line line(Kind kind, String model, Side side) {
    double total = 0;
    double charged = 0;
    double now = 0;
    for (var charge : charges) {
      if (!side.trials().contains(charge.trial()) || !(cost(charge) instanceof Cost.Priced cost)) {
        continue;
      }
      total += dollars(cost.total());
      if (charge.by().model().equals(model)) {
        double part = follows(kind, charge, cost);
        charged += part;
        now = part == 0 ? now : now(kind, charge);
      }
    }
    return new Line(total / side.divisor(), charged / side.divisor(), now);
  }

  /// The dollars of a charge that are proportional to a lever.
  private static double follows(Kind kind, Charge charge, Cost.Priced cost) {
    return switch (kind) {
      case READ_MULTIPLIER -> part(cost, TokenClass.READ);
      case OUTPUT_PRICE -> part(cost, TokenClass.OUTPUT);
      case EXECUTOR_PRICE -> charge.by().role() == Role.EXECUTOR ? dollars(cost.total()) : 0;
    };
  }

  private double now(Kind kind, Charge charge) {
    return switch (kind) {
      case READ_MULTIPLIER ->
          token(charge, Usage.of(0, 0, 0, 1, 0)) / token(charge, Usage.of(1, 0, 0, 0, 0));
      case OUTPUT_PRICE -> token(charge, Usage.of(0, 0, 0, 0, 1)) * MILLION;
      case EXECUTOR_PRICE -> 1;
    };
  }

  /// What one token costs the model of `charge`, in dollars.
  private double token(Charge charge, Usage one) {
    var cost = prices.pricing().cost(charge.by().model(), prices.day().of(charge), one);
    return cost instanceof Cost.Priced priced ? dollars(priced.total()) : Double.NaN;
  }

  private static double part(Cost.Priced cost, TokenClass tokenClass) {
    return dollars(cost.parts().getOrDefault(tokenClass, Usd.ZERO));
  }

  private static double dollars(Usd usd) {
    return usd.dollars().doubleValue();
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
