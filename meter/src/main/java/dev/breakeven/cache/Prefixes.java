package dev.breakeven.cache;

import java.util.List;

/// The prefixes of one prompt: for each position, what stands for all segments up to it, and their
/// size. Built in time linear in the segments.
///
/// Keys are chained 64-bit hashes. Two different prefixes share one by chance only, about once in
/// 10¹³ pairs at a million prefixes.
final class Prefixes {
  private final long[] keys;
  private final long[] tokens;

  Prefixes(List<Segment> segments) {
    keys = new long[segments.size()];
    tokens = new long[segments.size()];
    long key = 0;
    long sum = 0;
    for (int i = 0; i < keys.length; i++) {
      Segment segment = segments.get(i);
      key = mix(mix(key, segment.key()), segment.variant());
      sum = Math.addExact(sum, segment.tokens());
      keys[i] = key;
      tokens[i] = sum;
    }
  }

  int size() {
    return keys.length;
  }

  long key(int position) {
    return keys[position];
  }

  /// The tokens up to and including `position`; none for -1.
  long tokens(int position) {
    return position < 0 ? 0 : tokens[position];
  }

  /// How many leading segments this and `other` share, by bisection: equal prefixes have equal
  /// beginnings.
  int common(Prefixes other) {
    int low = 0;
    int high = Math.min(size(), other.size());
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (keys[middle - 1] == other.keys[middle - 1]) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// Steele, Lea and Flood's SplitMix64 finaliser over a chained value.
  private static long mix(long state, long value) {
    long z = state * 0x9E3779B97F4A7C15L + value + 0x632BE59BD9B4E019L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
