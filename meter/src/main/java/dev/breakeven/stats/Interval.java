package dev.breakeven.stats;

import java.util.List;

/// An interval that holds the true figure with a stated confidence.
///
/// `high` may be positive infinity: the data set no upper bound. `level` is the nominal confidence,
/// 0.95 for 95 %. `remarks` say for people what else must be known to read the interval rightly.
public record Interval(double low, double high, double level, Method method, List<String> remarks)
    implements Confidence {

  /// How the interval was made.
  public enum Method {
    /// Bootstrap, bias-corrected and accelerated (Efron 1987).
    BCA,
    /// Bootstrap, plain percentiles, where BCa is not defined.
    PERCENTILE,
    /// All resamples give the same figure: the interval is a point.
    POINT,
    /// Student's t, for values that are roughly normal (Student 1908, Welch 1947).
    STUDENT,
    /// Exact binomial limits (Clopper and Pearson 1934).
    CLOPPER_PEARSON,
    /// Binomial limits from the score test (Wilson 1927).
    WILSON,
    /// Difference of two rates from their Wilson limits (Newcombe 1998, method 10).
    NEWCOMBE,
    /// Cliff's delta from its consistent variance (Cliff 1993; Feng and Cliff 2004).
    CLIFF
  }

  /// Checks that the ends are in order.
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "expected an interval whose low end is not above its high end, got %s to %s"
              .formatted(low, high));
    }
    checkedLevel(level);
    remarks = List.copyOf(remarks);
  }

  /// Whether `value` lies within, ends included.
  public boolean holds(double value) {
    return low <= value && value <= high;
  }

  /// A confidence level that lies between 0 and 1.
  static double checkedLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "expected a confidence level between 0 and 1, such as 0.95, got " + level);
    }
    return level;
  }
}
