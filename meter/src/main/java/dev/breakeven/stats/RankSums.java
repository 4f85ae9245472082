package dev.breakeven.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

/// Counts the rank sums of all arrangements by dynamic programming.
///
/// Let w(k, s) be the number of ways to choose k of the values seen so far with rank sum s; a value
/// of rank r adds w(k − 1, s − r) to w(k, s). Sums are of doubled ranks, so all is whole numbers,
/// ties or not. Counts are doubles: exact below 2⁵³, and beyond that sums of positive numbers, so
/// no digit is lost to cancellation.
final class RankSums {
  private static final double MOST_ADDITIONS = 2e8;

  private final long[] ranks;
  private final int chosen;
  private final long observed;

  /// Looks at the smaller sample: the other's rank sum follows from it.
  RankSums(MidRanks midRanks) {
    int all = midRanks.doubled().length;
    long total = Arrays.stream(midRanks.doubled()).sum();
    int first = midRanks.first();
    chosen = Math.min(first, all - first);
    long sum = chosen == first ? midRanks.firstSum() : total - midRanks.firstSum();
    boolean halves = Arrays.stream(midRanks.doubled()).allMatch(rank -> rank % 2 == 0);
    int step = halves ? 2 : 1;
    ranks = Arrays.stream(midRanks.doubled()).map(rank -> rank / step).sorted().toArray();
    observed = sum / step;
  }

  /// The share of arrangements at least as far from the mean as the observed one; empty if it would
  /// take too long.
  OptionalDouble twoSided() {
    int all = ranks.length;
    long most = Arrays.stream(ranks, all - chosen, all).sum();
    if ((double) all * chosen * most > MOST_ADDITIONS) {
      return OptionalDouble.empty();
    }
    double[] ways = ways((int) most);
    // Distances from the mean times the number of values, which keeps them whole.
    long centre = chosen * Arrays.stream(ranks).sum();
    long far = Math.abs(observed * all - centre);
    double extreme = 0;
    double total = 0;
    for (int sum = 0; sum < ways.length; sum++) {
      total += ways[sum];
      if (Math.abs((long) sum * all - centre) >= far) {
        extreme += ways[sum];
      }
    }
    return OptionalDouble.of(extreme / total);
  }

  private double[] ways(int most) {
    var ways = new double[chosen + 1][most + 1];
    ways[0][0] = 1;
    int reach = 0;
    for (int seen = 0; seen < ranks.length; seen++) {
      int rank = (int) ranks[seen];
      reach = Math.min(most, reach + rank);
      for (int k = Math.min(chosen, seen + 1); k >= 1; k--) {
        for (int sum = reach; sum >= rank; sum--) {
          ways[k][sum] += ways[k - 1][sum - rank];
        }
      }
    }
    return ways[chosen];
  }
}
