package dev.breakeven.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/// The correction of a family of p-values by Holm, *A Simple Sequentially Rejective Multiple Test
/// Procedure*, 1979: whatever their dependence, the chance of any false finding stays below the
/// level.
public final class Holm {
  private Holm() {}

  /// The corrected p-values, in the order given.
  ///
  /// The i-th smallest of k is multiplied by k − i + 1, made no smaller than those before it, and
  /// held at 1. `adjust(0.01, 0.04, 0.03)` is 0.03, 0.06, 0.06. None in, none out.
  public static double[] adjust(double... pValues) {
    for (double p : pValues) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("expected p-values from 0 to 1, got " + p);
      }
    }
    int[] ascending =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    var adjusted = new double[pValues.length];
    double least = 0;
    for (int i = 0; i < ascending.length; i++) {
      double p = pValues[ascending[i]] * (pValues.length - i);
      least = Math.max(least, Math.min(1, p));
      adjusted[ascending[i]] = least;
    }
    return adjusted;
  }
}
