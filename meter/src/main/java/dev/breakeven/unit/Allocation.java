package dev.breakeven.unit;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Splitting a whole number by weights, shared by [Usd] and [Tokens].
final class Allocation {
  private Allocation() {}

  /// The parts of `whole`, one a weight, that add up to it; see [Usd#allocate].
  ///
  /// Every part first gets its exact share rounded towards zero. Fewer units than there are parts
  /// with a remainder are then left over; they go one each to the largest remainders, so a part
  /// without weight never gets one.
  static long[] split(long whole, long... weights) {
    BigInteger sum = sum(weights);
    BigInteger size = BigInteger.valueOf(whole).abs();
    var parts = new BigInteger[weights.length];
    var remainders = new BigInteger[weights.length];
    BigInteger left = size;
    for (int i = 0; i < weights.length; i++) {
      BigInteger[] share = size.multiply(BigInteger.valueOf(weights[i])).divideAndRemainder(sum);
      parts[i] = share[0];
      remainders[i] = share[1];
      left = left.subtract(share[0]);
    }
    IntStream.range(0, weights.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
        .limit(left.longValueExact())
        .forEach(i -> parts[i] = parts[i].add(BigInteger.ONE));
    return Arrays.stream(parts)
        .mapToLong(part -> (whole < 0 ? part.negate() : part).longValueExact())
        .toArray();
  }

  private static BigInteger sum(long... weights) {
    BigInteger sum = BigInteger.ZERO;
    for (long weight : weights) {
      if (weight < 0) {
        throw new IllegalArgumentException("expected weights of 0 or more, got " + weight);
      }
      sum = sum.add(BigInteger.valueOf(weight));
    }
    if (sum.signum() == 0) {
      throw new IllegalArgumentException(
          "expected at least one positive weight among " + weights.length);
    }
    return sum;
  }
}
