package dev.breakeven.stats;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The permutation test of a difference in means, two-sided, of Fisher, *The Design of
/// Experiments*, 1935, and Pitman, *Significance Tests Which May Be Applied to Samples from Any
/// Populations*, 1937.
///
/// `difference` is the first arm's mean less the second's; `p` is the share of all arrangements of
/// the observed values among the arms whose difference is at least as large in size. It assumes
/// that under the null hypothesis any arrangement was as likely, which randomised order earns.
public record PermutationTest(double difference, double p, Basis basis) {
  private static final double MOST_ARRANGEMENTS = 2_000_000;
  private static final int DRAWS = 99_999;

  /// Compares two arms.
  ///
  /// Up to 2,000,000 arrangements are all counted (11 against 11), and `seed` plays no part.
  /// Beyond, B = 99,999 are drawn and p = (b + 1)/(B + 1), with b of them as extreme as the
  /// observed one (Davison and Hinkley 1997), so p is never 0; its standard error is √(p(1−p)/B).
  public static PermutationTest ofMeans(double[] first, double[] second, long seed) {
    Sample.checked(first);
    Sample.checked(second);
    var dealt = new GroupSums(first, second);
    double difference = Sample.mean(first) - Sample.mean(second);
    double arrangements = Arrangements.count(first.length, second.length);
    if (arrangements <= MOST_ARRANGEMENTS) {
      double p = dealt.countExtreme() / arrangements;
      return new PermutationTest(difference, p, new Basis.Exact(arrangements));
    }
    double p = (dealt.drawExtreme(Randomness.of(seed), DRAWS) + 1.0) / (DRAWS + 1.0);
    var basis = new Basis.Sampled(DRAWS, Math.sqrt(p * (1 - p) / DRAWS));
    return new PermutationTest(difference, p, basis);
  }

  /// The sums of the smaller group under arrangements of all values.
  ///
  /// The difference in means is a linear function of that sum, so its distance from the expected
  /// sum orders arrangements as the size of the difference does. Values are centred first, which
  /// keeps digits where they are large and close together.
  private static final class GroupSums {
    /// Sums nearer to each other than this share of the values' total size are equal but for
    /// rounding: some hundred times the error of the summation, and far below a cent in a million.
    private static final double TOLERANCE = 1e-13;

    private final double[] centred;
    private final int chosen;
    private final double least;

    GroupSums(double[] first, double[] second) {
      boolean firstIsSmaller = first.length <= second.length;
      double[] small = firstIsSmaller ? first : second;
      double[] large = firstIsSmaller ? second : first;
      chosen = small.length;
      double[] all = Arrays.copyOf(small, small.length + large.length);
      System.arraycopy(large, 0, all, small.length, large.length);
      double mean = Sample.mean(all);
      centred = Arrays.stream(all).map(value -> value - mean).toArray();
      double size = Sample.sum(Arrays.stream(all).map(Math::abs).toArray());
      double observed = Math.abs(Sample.sum(Arrays.copyOf(centred, chosen)));
      least = observed - TOLERANCE * size;
    }

    long countExtreme() {
      return count(0, chosen, 0);
    }

    /// Counts the ways to add `open` of the values from `from` on to `sum` that end far enough out.
    private long count(int from, int open, double sum) {
      if (open == 0) {
        return Math.abs(sum) >= least ? 1 : 0;
      }
      long extreme = 0;
      for (int i = from; i <= centred.length - open; i++) {
        extreme += count(i + 1, open - 1, sum + centred[i]);
      }
      return extreme;
    }

    long drawExtreme(RandomGenerator random, int draws) {
      double[] deck = centred.clone();
      long extreme = 0;
      for (int draw = 0; draw < draws; draw++) {
        double sum = 0;
        for (int i = 0; i < chosen; i++) {
          int from = i + random.nextInt(deck.length - i);
          double taken = deck[from];
          deck[from] = deck[i];
          deck[i] = taken;
          sum += taken;
        }
        extreme += Math.abs(sum) >= least ? 1 : 0;
      }
      return extreme;
    }
  }
}
