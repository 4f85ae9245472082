package dev.breakeven.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The ranks of two samples taken together, doubled so that the mean rank of a tie stays whole.
final class MidRanks {
  private final long[] doubled;
  private final int first;
  private final double ties;

  private MidRanks(long[] doubled, int first, double ties) {
    this.doubled = doubled;
    this.first = first;
    this.ties = ties;
  }

  static MidRanks of(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    int[] order =
        IntStream.range(0, all.length)
            .boxed()
            // Adding 0 makes one of −0 and 0, which Double.compare tells apart.
            .sorted(Comparator.comparingDouble(i -> all[i] + 0.0))
            .mapToInt(Integer::intValue)
            .toArray();
    var doubled = new long[all.length];
    double ties = 0;
    int start = 0;
    while (start < order.length) {
      int end = start + 1;
      while (end < order.length && all[order[end]] == all[order[start]]) {
        end++;
      }
      // Ranks start + 1 … end, so their mean, doubled, is start + 1 + end.
      for (int i = start; i < end; i++) {
        doubled[order[i]] = start + 1L + end;
      }
      double size = end - start;
      ties += size * size * size - size;
      start = end;
    }
    return new MidRanks(doubled, first.length, ties);
  }

  /// The doubled ranks: those of the first sample's values, then those of the second's.
  long[] doubled() {
    return doubled;
  }

  /// The size of the first sample.
  int first() {
    return first;
  }

  /// Σ(t³ − t) over the groups of t equal values.
  double ties() {
    return ties;
  }

  /// The doubled rank sum of the first sample.
  long firstSum() {
    return Arrays.stream(doubled, 0, first).sum();
  }
}
