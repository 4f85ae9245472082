package dev.breakeven.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;

/// How many of a number of trials succeeded, and what that says about the true rate.
public record SuccessRate(int successes, int trials) {

  /// Checks that there is a trial and no more successes than trials.
  public SuccessRate {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "expected at least one trial and from 0 to as many successes, got %d of %d"
              .formatted(successes, trials));
    }
  }

  /// The share of trials that succeeded, from 0 to 1.
  public double rate() {
    return (double) successes / trials;
  }

  /// The exact interval of Clopper and Pearson, *The Use of Confidence or Fiducial Limits
  /// Illustrated in the Case of the Binomial*, 1934: never narrower than its level promises.
  ///
  /// With x of n, α = 1 − level and B the beta quantile: from B(α/2; x, n − x + 1), or 0 at x = 0,
  /// to B(1 − α/2; x + 1, n − x), or 1 at x = n. 3 of 3 at 95 %: 0.292 to 1.
  public Interval interval(double level) {
    double tail = (1 - Interval.checkedLevel(level)) / 2;
    int failures = trials - successes;
    double low =
        successes == 0
            ? 0
            : BetaDistribution.of(successes, failures + 1.0).inverseCumulativeProbability(tail);
    double high =
        failures == 0
            ? 1
            : BetaDistribution.of(successes + 1.0, failures).inverseSurvivalProbability(tail);
    return new Interval(low, high, level, Interval.Method.CLOPPER_PEARSON, List.of());
  }

  /// The interval of Wilson, *Probable Inference, the Law of Succession, and Statistical
  /// Inference*, 1927: narrower than [#interval], right on average over true rates, not for each.
  ///
  /// With p the rate and z the normal quantile: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n).
  /// 3 of 3 at 95 %: 0.438 to 1.
  public Interval wilson(double level) {
    double z = Normal.reach(level);
    double square = z * z / trials;
    double middle = rate() + square / 2;
    double reach = Math.sqrt(square * (rate() * (1 - rate()) + square / 4));
    double low = successes == 0 ? 0 : (middle - reach) / (1 + square);
    double high = successes == trials ? 1 : (middle + reach) / (1 + square);
    return new Interval(low, high, level, Interval.Method.WILSON, List.of());
  }

  /// The interval of this rate less `other`, two independent rates, by method 10 of Newcombe,
  /// *Interval Estimation for the Difference Between Independent Proportions*, 1998.
  ///
  /// With l and u the Wilson limits of each and d the difference: d − √((p₁−l₁)² + (u₂−p₂)²) to d +
  /// √((u₁−p₁)² + (p₂−l₂)²). 56 of 70 less 48 of 80 at 95 %: 0.0524 to 0.3339.
  public Interval less(SuccessRate other, double level) {
    Interval first = wilson(level);
    Interval second = other.wilson(level);
    double difference = rate() - other.rate();
    double low = difference - Math.hypot(rate() - first.low(), second.high() - other.rate());
    double high = difference + Math.hypot(first.high() - rate(), other.rate() - second.low());
    return new Interval(
        Math.max(-1, low), Math.min(1, high), level, Interval.Method.NEWCOMBE, List.of());
  }
}
