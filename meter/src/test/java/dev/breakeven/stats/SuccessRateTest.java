package dev.breakeven.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SuccessRateTest {
  @Test
  void exactLimitsAreThoseInPrint() {
    // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I.
    assertBetween(new SuccessRate(81, 263).interval(0.95), 0.2527, 0.3676);
    assertBetween(new SuccessRate(15, 148).interval(0.95), 0.0578, 0.1617);
    assertBetween(new SuccessRate(0, 20).interval(0.95), 0, 0.1684);
    assertBetween(new SuccessRate(1, 29).interval(0.95), 0.0009, 0.1776);
  }

  @Test
  void wilsonLimitsAreThoseInPrint() {
    // The same table.
    assertBetween(new SuccessRate(81, 263).wilson(0.95), 0.2553, 0.3662);
    assertBetween(new SuccessRate(15, 148).wilson(0.95), 0.0624, 0.1605);
    assertBetween(new SuccessRate(0, 20).wilson(0.95), 0, 0.1611);
    assertBetween(new SuccessRate(1, 29).wilson(0.95), 0.0061, 0.1718);
  }

  @Test
  void differencesAreThoseInPrint() {
    // Newcombe 1998, "Interval estimation for the difference", table II, method 10.
    assertBetween(new SuccessRate(56, 70).less(new SuccessRate(48, 80), 0.95), 0.0524, 0.3339);
    assertBetween(new SuccessRate(9, 10).less(new SuccessRate(3, 10), 0.95), 0.1705, 0.8090);
    assertBetween(new SuccessRate(10, 10).less(new SuccessRate(0, 20), 0.95), 0.6791, 1);
  }

  @Test
  void exactLimitsLeaveHalfTheRiskOnEachSide() {
    for (int trials = 1; trials <= 12; trials++) {
      for (int successes = 1; successes <= trials; successes++) {
        double low = new SuccessRate(successes, trials).interval(0.9).low();
        assertThat(atLeast(successes, trials, low)).isCloseTo(0.05, within(1e-9));
      }
    }
  }

  @Test
  void exactLimitsCoverEveryTrueRateAsPromised() {
    for (int trials : new int[] {1, 3, 4, 10}) {
      for (double truth = 0.005; truth < 1; truth += 0.005) {
        double covered = 0;
        for (int successes = 0; successes <= trials; successes++) {
          if (new SuccessRate(successes, trials).interval(0.95).holds(truth)) {
            covered += atLeast(successes, trials, truth) - atLeast(successes + 1, trials, truth);
          }
        }
        assertThat(covered).as("%d trials at %.3f", trials, truth).isGreaterThan(0.95);
      }
    }
  }

  @Test
  void failuresMirrorSuccesses() {
    Interval successes = new SuccessRate(3, 4).interval(0.95);
    Interval failures = new SuccessRate(1, 4).interval(0.95);

    assertThat(successes.low()).isCloseTo(1 - failures.high(), within(1e-12));
    assertThat(successes.high()).isCloseTo(1 - failures.low(), within(1e-12));
  }

  @Test
  void noTrialAndTooManySuccessesAreRefused() {
    assertThatThrownBy(() -> new SuccessRate(0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0 of 0");
    assertThatThrownBy(() -> new SuccessRate(4, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SuccessRate(1, 3).interval(95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("such as 0.95, got 95");
  }

  /// The chance of so many successes or more, summed term by term.
  private static double atLeast(int successes, int trials, double rate) {
    double chance = 0;
    for (int k = successes; k <= trials; k++) {
      chance +=
          Arrangements.count(k, trials - k) * Math.pow(rate, k) * Math.pow(1 - rate, trials - k);
    }
    return chance;
  }

  private static void assertBetween(Interval interval, double low, double high) {
    assertThat(interval.low()).isCloseTo(low, within(0.00006));
    assertThat(interval.high()).isCloseTo(high, within(0.00006));
  }
}
