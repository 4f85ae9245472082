package dev.breakeven.attribution;

import java.math.BigDecimal;

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

  /// The trials of an arm, as their mean cost follows one price.
  ///
  /// @param sum all their stakes together
  /// @param divisor by how much the sum is divided: the number of trials for a cost a trial, that
  ///   of successes for a cost a success
  record Mean(Stake sum, int divisor) {
    /// Checks the divisor.
    ///
    /// @throws IllegalArgumentException if it is not positive
    public Mean {
      if (divisor < 1) {
        throw new IllegalArgumentException("expected at least one trial in an arm, got " + divisor);
      }
    }

    private Fraction fixed() {
      return Fraction.of(sum.fixed().picodollars(), divisor);
    }

    private Fraction slope() {
      return Fraction.of(sum.slope().picodollars(), divisor);
    }
  }

  /// Where the mean cost of `first` meets that of `second`: both are straight lines, so there is at
  /// most one such price unless they are the same line.
  static Crossover of(Mean first, Mean second) {
    Fraction fixed = second.fixed().minus(first.fixed());
    Fraction slope = first.slope().minus(second.slope());
    if (slope.signum() == 0) {
      return fixed.signum() == 0 ? new Equal() : new Always(fixed.signum() > 0);
    }
    boolean up = slope.signum() > 0;
    Fraction positive = up ? slope : Fraction.ZERO.minus(slope);
    Fraction value = (up ? fixed : Fraction.ZERO.minus(fixed)).over(positive);
    return value.signum() < 0 ? new Always(!up) : new At(value.decimal(9), !up);
  }
}
