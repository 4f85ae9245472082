package dev.breakeven.stats;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.TDistribution;

/// What samples of a given size can show at all, at a level `alpha` and with a chance of `power`.
///
/// It is told for the exact permutation test of means, on values that are normal with the spread
/// seen in the samples. Up to 7 against 7 that test is played 2,000 times, drawn from `seed`, so
/// the chance has a standard error of 1 %; beyond, Student's formula stands in, which then agrees.
public record Resolution(double alpha, double power, long seed) {
  private static final int MOST_TRIALS = 1_000_000;

  /// Checks that both lie between 0 and 1 and that `power` is no less than one half.
  public Resolution {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("expected a level between 0 and 1, got " + alpha);
    }
    if (!(power >= 0.5 && power < 1)) {
      throw new IllegalArgumentException("expected a power from 0.5 to below 1, got " + power);
    }
  }

  /// The usual one: level 0.05, power 0.8.
  public static Resolution usual(long seed) {
    return new Resolution(0.05, 0.8, seed);
  }

  /// The smallest difference in means that could have been shown.
  public sealed interface Smallest {
    /// A true difference of this size, in the sample's unit, is shown with the chance asked for.
    record Difference(double size) implements Smallest {}

    /// No difference could have been shown, or none can be told, for this reason.
    record Nothing(String reason) implements Smallest {}
  }

  /// The smallest two-sided p that the exact rank test can give without ties: two arrangements,
  /// both arms wholly apart, among all: 2 / C(n + m, n), but no more than 1. At 3 against 3 it is
  /// 0.1.
  public static double smallestP(int first, int second) {
    if (first < 1 || second < 1) {
      throw new IllegalArgumentException(
          "expected at least one trial an arm, got %d and %d".formatted(first, second));
    }
    return Math.min(1, 2 / Arrangements.count(first, second));
  }

  /// The fewest trials an arm, both alike, with which arms wholly apart reach p ≤ alpha: 4 at 0.05.
  public int smallestArm() {
    int arm = 1;
    while (smallestP(arm, arm) > alpha) {
      arm++;
    }
    return arm;
  }

  /// The smallest true difference in means that these samples had the chance `power` to show.
  ///
  /// Where even arms wholly apart would have missed alpha, it is nothing. For larger arms it is
  /// (t₁₋α/₂ + t_power)·√(s₁²/n + s₂²/m), with Student's t at Welch's degrees of freedom.
  public Smallest smallestDifference(double[] first, double[] second) {
    Sample.checked(first);
    Sample.checked(second);
    double least = smallestP(first.length, second.length);
    if (least > alpha) {
      return new Smallest.Nothing(
          "%d against %d trials cannot give p below %.2g, even wholly apart"
              .formatted(first.length, second.length, least));
    }
    if (first.length < 2 || second.length < 2) {
      return new Smallest.Nothing("one value shows nothing of its spread");
    }
    var spread = Spread.of(first, second);
    if (spread.none()) {
      return new Smallest.Nothing("no arm shows any spread");
    }
    double formula = detectable(spread, first.length, second.length);
    return new Smallest.Difference(
        SimulatedPower.suits(first.length, second.length)
            ? new SimulatedPower(this, spread, first.length, second.length).smallest(formula)
            : formula);
  }

  /// The fewest trials an arm, both alike, that show a true difference in means of `difference`
  /// with the chance `power`, given the spread of these samples; the assumptions are those of
  /// [#smallestDifference].
  ///
  /// Empty if it is 0, or so small that a million trials would not do. Needs two values an arm.
  public OptionalInt trialsFor(double difference, double[] first, double[] second) {
    if (!Double.isFinite(difference)) {
      throw new IllegalArgumentException("expected a finite difference, got " + difference);
    }
    var spread = Spread.of(first, second);
    int low = Math.max(2, smallestArm());
    if (difference == 0 || !shows(spread, MOST_TRIALS, difference)) {
      return OptionalInt.empty();
    }
    int high = MOST_TRIALS;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (shows(spread, middle, difference)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return OptionalInt.of(low);
  }

  private boolean shows(Spread spread, int arm, double difference) {
    if (spread.none()) {
      return true;
    }
    return SimulatedPower.suits(arm, arm)
        ? new SimulatedPower(this, spread, arm, arm).shows(difference)
        : detectable(spread, arm, arm) <= Math.abs(difference);
  }

  private double detectable(Spread spread, int first, int second) {
    double a = spread.first() * spread.first() / first;
    double b = spread.second() * spread.second() / second;
    double freedom = (a + b) * (a + b) / (a * a / (first - 1) + b * b / (second - 1));
    var student = TDistribution.of(freedom);
    double reach =
        student.inverseSurvivalProbability(alpha / 2) + student.inverseCumulativeProbability(power);
    return reach * Math.sqrt(a + b);
  }
}
