package dev.breakeven.stats;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// Random samples from a seed, and what all arrangements of two samples yield, counted one by one.
final class Draws {
  private Draws() {}

  static double[] normal(Random random, int size, double mean) {
    var sample = new double[size];
    Arrays.setAll(sample, _ -> mean + random.nextGaussian());
    return sample;
  }

  /// Whole numbers from 0 to `most`, so that ties are frequent.
  static double[] coarse(Random random, int size, int most) {
    var sample = new double[size];
    Arrays.setAll(sample, _ -> random.nextInt(most + 1));
    return sample;
  }

  static double[] mapped(double[] sample, ToDoubleFunction<Double> change) {
    return Arrays.stream(sample).map(change::applyAsDouble).toArray();
  }

  /// Distances of samples, as whole numbers so that ties are exact.
  interface Distance {
    long of(double[] first, double[] second);
  }

  /// The share of arrangements whose distance is no less than the observed one, by bit masks.
  static double extreme(double[] first, double[] second, Distance distance) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    long observed = distance.of(first, second);
    long total = 0;
    long extreme = 0;
    for (int mask = 0; mask < 1 << all.length; mask++) {
      if (Integer.bitCount(mask) == first.length) {
        total++;
        extreme += distance.of(dealt(all, mask), dealt(all, ~mask)) >= observed ? 1 : 0;
      }
    }
    return (double) extreme / total;
  }

  private static double[] dealt(double[] all, int mask) {
    var some = new double[all.length];
    int taken = 0;
    for (int i = 0; i < all.length; i++) {
      if ((mask >> i & 1) == 1) {
        some[taken++] = all[i];
      }
    }
    return Arrays.copyOf(some, taken);
  }
}
