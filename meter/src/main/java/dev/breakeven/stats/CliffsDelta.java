package dev.breakeven.stats;

import java.util.Arrays;
import java.util.List;

/// By how much the values of one arm lie above those of another: Cliff, *Dominance Statistics:
/// Ordinal Analyses to Answer Ordinal Questions*, 1993.
///
/// `delta` is the share of pairs in which the first arm's value is the greater, less the share in
/// which it is the smaller: +1 if every value of the first lies above every one of the second, −1
/// the other way round. So for costs a positive delta means that the first arm is the dearer.
public record CliffsDelta(double delta, Confidence confidence) {

  /// Compares two arms at a confidence level such as 0.95.
  ///
  /// The interval is Cliff's from the consistent variance s², in the skewed form of Feng and Cliff,
  /// *Monte Carlo Evaluation of Ordinal d with Improved Confidence Interval*, 2004: (δ − δ³ ±
  /// z·s·√((1 − δ²)² + z²s²)) / (1 − δ² + z²s²). Arms that do not overlap have s = 0; then it is
  /// from (b − z²)/(b + z²) to 1, with b the smaller arm's size. An arm of one value has no
  /// interval.
  public static CliffsDelta of(double[] first, double[] second, double level) {
    double[] ours = dominance(Sample.checked(first), Sample.checked(second));
    double[] theirs = dominance(second, first);
    double delta = Sample.mean(ours);
    int smaller = Math.min(first.length, second.length);
    if (smaller == 1) {
      return new CliffsDelta(delta, new NoInterval("one value shows nothing of its spread"));
    }
    double z = Normal.reach(level);
    if (Math.abs(delta) == 1) {
      double inner = (smaller - z * z) / (smaller + z * z);
      var remarks = List.of("the arms do not overlap: bounded by their size alone");
      return new CliffsDelta(
          delta,
          delta > 0
              ? new Interval(inner, 1, level, Interval.Method.CLIFF, remarks)
              : new Interval(-1, -inner, level, Interval.Method.CLIFF, remarks));
    }
    double square = z * z * variance(ours, theirs, delta, untied(first, second));
    double rest = 1 - delta * delta;
    double middle = delta * rest;
    double reach = Math.sqrt(square) * Math.hypot(rest, Math.sqrt(square));
    double low = Math.max(-1, (middle - reach) / (rest + square));
    double high = Math.min(1, (middle + reach) / (rest + square));
    List<String> remarks =
        square == 0 ? List.of("every pair is tied: the samples show no spread") : List.of();
    return new CliffsDelta(delta, new Interval(low, high, level, Interval.Method.CLIFF, remarks));
  }

  /// The chance that a value of the first arm lies above one of the second, a tie counted as one
  /// half: the common-language effect of McGraw and Wong, 1992, in the form of Vargha and Delaney,
  /// 2000. It is (δ + 1)/2, and U divided by the number of pairs.
  public double superiority() {
    return (delta + 1) / 2;
  }

  /// s² = ((m−1)·s²₁ + (n−1)·s²₂ + s²₁₂) / nm, with s²₁ = Σ(dᵢ − δ)²/(n−1) over the first arm, s²₂
  /// = Σ(dⱼ − δ)²/(m−1) over the second, and s²₁₂ = ΣΣ(dᵢⱼ − δ)²/((n−1)(m−1)) over pairs.
  private static double variance(double[] ours, double[] theirs, double delta, double untied) {
    double n = ours.length;
    double m = theirs.length;
    double first = squares(ours, delta) / (n - 1);
    double second = squares(theirs, -delta) / (m - 1);
    double pairs = Math.max(0, untied - n * m * delta * delta) / ((n - 1) * (m - 1));
    return ((m - 1) * first + (n - 1) * second + pairs) / (n * m);
  }

  private static double squares(double[] values, double middle) {
    return Arrays.stream(values).map(value -> (value - middle) * (value - middle)).sum();
  }

  /// For each of `ours` the share of `theirs` below it less the share above it.
  private static double[] dominance(double[] ours, double[] theirs) {
    double[] sorted = sorted(theirs);
    return Arrays.stream(ours)
        .map(value -> (below(sorted, value) - above(sorted, value)) / (double) sorted.length)
        .toArray();
  }

  private static double untied(double[] ours, double[] theirs) {
    double[] sorted = sorted(theirs);
    return Arrays.stream(ours).map(v -> below(sorted, v) + above(sorted, v)).sum();
  }

  private static double[] sorted(double[] values) {
    // Adding 0 makes one of −0 and 0, which the sort tells apart.
    return Arrays.stream(values).map(value -> value + 0.0).sorted().toArray();
  }

  private static int above(double[] sorted, double value) {
    return sorted.length - below(sorted, Math.nextUp(value));
  }

  /// How many of the sorted values are less than `value`.
  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
