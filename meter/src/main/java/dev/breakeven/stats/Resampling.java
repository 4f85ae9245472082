package dev.breakeven.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The bootstrap at work on the rows of one or more independent samples; see [Bootstrap].
///
/// `scale` is the size of the numbers that the figure is a difference of, or 0.
final class Resampling {
  /// Figures nearer to each other than this share of their size are equal but for rounding.
  private static final double TOLERANCE = 1e-13;

  /// So that 10,000 · 0.025 is the 250th and not, by rounding, the 249th.
  private static final double ROUNDING = 1e-6;

  /// Below so many values, measured coverage of a nominal 95 % falls under 93 %.
  private static final int FEW = 20;

  private final Figure figure;
  private final double value;
  private final double scale;
  private final int[] sizes;

  /// Resamples samples of these sizes, whose figure is `value`.
  Resampling(Figure figure, double value, double scale, int... sizes) {
    this.figure = figure;
    this.value = value;
    this.scale = scale;
    this.sizes = sizes;
  }

  /// A figure of the rows picked from each sample.
  interface Figure {
    double of(int[]... rows);
  }

  Interval interval(Bootstrap plan) {
    double[] draws = draws(plan);
    double last = draws[draws.length - 1];
    var remarks = new ArrayList<String>();
    int fewest = Arrays.stream(sizes).min().orElseThrow();
    if (fewest < FEW) {
      remarks.add(
          "from %d values: covers the truth less often than its level says".formatted(fewest));
    }
    if (last - draws[0] <= tolerance(draws)) {
      remarks.add("all resamples agree: the sample shows no spread");
      return new Interval(value, value, plan.level(), Interval.Method.POINT, remarks);
    }
    long infinite = Arrays.stream(draws).filter(Double::isInfinite).count();
    if (infinite > 0) {
      remarks.add("%d of %d resamples are infinite".formatted(infinite, draws.length));
    }
    double tail = (1 - plan.level()) / 2;
    var method = Interval.Method.BCA;
    var shares = accelerated(draws, Normal.reach(plan.level()));
    if (shares.isEmpty()) {
      method = Interval.Method.PERCENTILE;
      remarks.add("plain percentiles: BCa is not defined for this sample");
    }
    double[] ends = shares.orElse(new double[] {tail, 1 - tail});
    double low = draws[rank(Math.floor((draws.length + 1) * ends[0] + ROUNDING), draws.length)];
    double high = draws[rank(Math.ceil((draws.length + 1) * ends[1] - ROUNDING), draws.length)];
    if (Double.isInfinite(high)) {
      remarks.add("no upper bound");
    }
    return new Interval(low, high, plan.level(), method, List.copyOf(remarks));
  }

  private static int rank(double order, int draws) {
    return (int) Math.clamp(order, 1, draws) - 1;
  }

  private double[] draws(Bootstrap plan) {
    var random = Randomness.of(plan.seed());
    int[][] rows = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    var draws = new double[plan.resamples()];
    for (int draw = 0; draw < draws.length; draw++) {
      for (int[] some : rows) {
        for (int i = 0; i < some.length; i++) {
          some[i] = random.nextInt(some.length);
        }
      }
      draws[draw] = figure.of(rows);
      if (Double.isNaN(draws[draw])) {
        throw new IllegalArgumentException(
            "expected a statistic that yields a number for every resample, got NaN");
      }
    }
    Arrays.sort(draws);
    return draws;
  }

  private double tolerance(double... draws) {
    double largest = Arrays.stream(draws).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    return TOLERANCE * Math.max(largest, scale);
  }

  /// The shares of draws below the two ends; empty where the formula has no value.
  ///
  /// z₀ = Φ⁻¹(share of draws below the value, ties by half), and the end for the normal quantile z
  /// is Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))).
  private Optional<double[]> accelerated(double[] draws, double reach) {
    double tolerance = tolerance(draws);
    double below = 0;
    for (double draw : draws) {
      below += draw < value - tolerance ? 1 : draw <= value + tolerance ? 0.5 : 0;
    }
    double acceleration = acceleration();
    double bias = Normal.quantile(below / draws.length);
    double lower = 1 - acceleration * (bias - reach);
    double upper = 1 - acceleration * (bias + reach);
    if (!Double.isFinite(bias) || !(lower > 0 && upper > 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new double[] {
          Normal.below(bias + (bias - reach) / lower), Normal.below(bias + (bias + reach) / upper)
        });
  }

  /// The acceleration a = Σ l³/n³ / (6·(Σ l²/n²)^1.5) over all values of all samples, where n is
  /// the size of the value's sample and l = (n − 1)·(mean of the jackknife − figure without it);
  /// for several samples: Davison and Hinkley, *Bootstrap Methods and their Application*, 1997. NaN
  /// where leaving a value out makes the figure infinite, 0 where it changes nothing.
  double acceleration() {
    double squares = 0;
    double cubes = 0;
    for (int sample = 0; sample < sizes.length; sample++) {
      double[] without = jackknife(sample);
      double mean = Sample.sum(without) / without.length;
      double share = (without.length - 1.0) / without.length;
      for (double figure : without) {
        double influence = (mean - figure) * share;
        squares += influence * influence;
        cubes += influence * influence * influence;
      }
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private double[] jackknife(int sample) {
    int[][] rows = new int[sizes.length][];
    for (int i = 0; i < sizes.length; i++) {
      rows[i] = rowsBut(-1, sizes[i]);
    }
    var without = new double[sizes[sample]];
    for (int left = 0; left < without.length; left++) {
      rows[sample] = rowsBut(left, sizes[sample]);
      without[left] = figure.of(rows);
    }
    return without;
  }

  private static int[] rowsBut(int left, int size) {
    return IntStream.range(0, size).filter(row -> row != left).toArray();
  }
}
