package dev.breakeven.attribution;

import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/// Where two arms cost the same on average, as one price moves and all else is held constant.
public sealed interface Crossover {
  /// They cost the same at one price.
  ///
  /// @param value that price, to nine places, in the unit of the [Stake]s
  /// @param firstCheaperAbove whether the first arm is the cheaper one at higher prices
  record At(BigDecimal value, boolean firstCheaperAbove) implements Crossover {}

  /// One is cheaper at every price of zero or more.
  ///
  /// @param first whether it is the first arm
  record Always(boolean first) implements Crossover {}

  /// They cost the same at every price.
  record Equal() implements Crossover {}

  /// Where the mean cost of the trials `first` meets that of the trials `second`: both are straight
  /// lines, so there is at most one such price unless they are the same line.
  ///
  /// @throws IllegalArgumentException if an arm has no trials
  static Crossover of(List<Stake> first, List<Stake> second) {
    if (first.isEmpty() || second.isEmpty()) {
      throw new IllegalArgumentException(
          "expected at least one trial in either arm, got %d and %d"
              .formatted(first.size(), second.size()));
    }
    Fraction fixed = mean(second, Stake::fixed).minus(mean(first, Stake::fixed));
    Fraction slope = mean(first, Stake::slope).minus(mean(second, Stake::slope));
    if (slope.signum() == 0) {
      return fixed.signum() == 0 ? new Equal() : new Always(fixed.signum() > 0);
    }
    boolean up = slope.signum() > 0;
    Fraction positive = up ? slope : Fraction.ZERO.minus(slope);
    Fraction value = (up ? fixed : Fraction.ZERO.minus(fixed)).over(positive);
    return value.signum() < 0 ? new Always(!up) : new At(value.decimal(9), !up);
  }

  private static Fraction mean(List<Stake> trials, Function<Stake, Usd> part) {
    Fraction sum = Fraction.ZERO;
    for (Stake trial : trials) {
      sum = sum.plus(Fraction.of(part.apply(trial).picodollars(), trials.size()));
    }
    return sum;
  }
}
