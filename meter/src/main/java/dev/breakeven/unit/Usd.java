package dev.breakeven.unit;

import java.math.BigDecimal;
import java.util.Arrays;

/// An exact amount of United States dollars.
///
/// Held as a whole number of picodollars (10⁻¹² USD) in a long, so amounts up to about 9.2 million
/// dollars of either sign are exact; every operation that would leave that range throws
/// [ArithmeticException]. One token at 5 USD per million costs 5,000,000 picodollars.
///
/// @param picodollars the amount in 10⁻¹² USD
public record Usd(long picodollars) implements Comparable<Usd> {
  private static final int SCALE = 12;

  /// Nothing.
  public static final Usd ZERO = new Usd(0);

  /// One dollar.
  public static final Usd DOLLAR = new Usd(1_000_000_000_000L);

  /// The amount written in `dollars`, a decimal number such as `0.50`.
  ///
  /// @throws ArithmeticException if it has digits below a picodollar or is out of range
  /// @throws NumberFormatException if it is no decimal number
  public static Usd of(String dollars) {
    return of(new BigDecimal(dollars));
  }

  /// The amount `dollars`.
  ///
  /// @throws ArithmeticException if it has digits below a picodollar or is out of range
  public static Usd of(BigDecimal dollars) {
    return new Usd(dollars.movePointRight(SCALE).longValueExact());
  }

  /// The sum of this and `other`.
  public Usd plus(Usd other) {
    return new Usd(Math.addExact(picodollars, other.picodollars));
  }

  /// This less `other`.
  public Usd minus(Usd other) {
    return new Usd(Math.subtractExact(picodollars, other.picodollars));
  }

  /// This amount `count` times.
  public Usd times(long count) {
    return new Usd(Math.multiplyExact(picodollars, count));
  }

  /// Splits this amount in proportion to `weights` so that the parts add up to it exactly.
  ///
  /// Largest remainder, ties to the lower index: each part is within one picodollar of its exact
  /// share.
  ///
  /// @param weights one non-negative weight a part, at least one of them positive
  /// @throws IllegalArgumentException if a weight is negative or all are zero
  public Usd[] allocate(long... weights) {
    return Arrays.stream(Allocation.split(picodollars, weights))
        .mapToObj(Usd::new)
        .toArray(Usd[]::new);
  }

  /// The amount as a decimal number of dollars.
  public BigDecimal dollars() {
    return BigDecimal.valueOf(picodollars, SCALE);
  }

  /// The amount rounded half up to `places` decimals, at most twelve, for people: `0.57` or
  /// `-1.20`.
  public String rounded(int places) {
    long unit = 1;
    for (int i = places; i < SCALE; i++) {
      unit *= 10;
    }
    long rest = Math.abs(picodollars % unit);
    long up = rest >= unit - rest ? Long.signum(picodollars) : 0;
    return decimal(picodollars / unit + up, places);
  }

  @Override
  public int compareTo(Usd other) {
    return Long.compare(picodollars, other.picodollars);
  }

  /// The exact amount without trailing zeros, as a plain decimal number of dollars.
  @Override
  public String toString() {
    String exact = decimal(picodollars, SCALE);
    int end = exact.length();
    while (exact.charAt(end - 1) == '0') {
      end--;
    }
    return exact.substring(0, exact.charAt(end - 1) == '.' ? end - 1 : end);
  }

  /// `number` with its last `places` digits behind a point. By hand, because Java 25 takes 9 ms to
  /// prepare the class [BigDecimal].
  private static String decimal(long number, int places) {
    String sign = number < 0 ? "-" : "";
    String digits = Long.toString(number).substring(sign.length());
    String padded = "0".repeat(Math.max(0, places + 1 - digits.length())) + digits;
    int point = padded.length() - places;
    String whole = sign + padded.substring(0, point);
    return places == 0 ? whole : whole + "." + padded.substring(point);
  }
}
