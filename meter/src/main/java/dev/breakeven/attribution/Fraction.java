package dev.breakeven.attribution;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;

/// An exact rational number, for means.
///
/// @param above the numerator
/// @param below the denominator, positive
record Fraction(BigInteger above, BigInteger below) {
  static final Fraction ZERO = of(0, 1);

  /// From small to large.
  static final Comparator<Fraction> ORDER =
      (a, b) -> a.above.multiply(b.below).compareTo(b.above.multiply(a.below));

  Fraction {
    BigInteger divisor = above.gcd(below);
    above = above.divide(divisor);
    below = below.divide(divisor);
  }

  /// `above` / `below`; `below` is positive.
  static Fraction of(long above, long below) {
    return new Fraction(BigInteger.valueOf(above), BigInteger.valueOf(below));
  }

  Fraction plus(Fraction other) {
    return new Fraction(
        above.multiply(other.below).add(other.above.multiply(below)), below.multiply(other.below));
  }

  Fraction minus(Fraction other) {
    return plus(other.times(of(-1, 1)));
  }

  Fraction times(Fraction other) {
    return new Fraction(above.multiply(other.above), below.multiply(other.below));
  }

  /// This divided by `other`, which is positive.
  Fraction over(Fraction other) {
    return new Fraction(above.multiply(other.below), below.multiply(other.above));
  }

  int signum() {
    return above.signum();
  }

  /// The whole number next to it, towards zero.
  long truncated() {
    return above.divide(below).longValueExact();
  }

  /// It as a decimal number of `places` places, half to even.
  BigDecimal decimal(int places) {
    return new BigDecimal(above).divide(new BigDecimal(below), places, RoundingMode.HALF_EVEN);
  }
}
