package dev.breakeven.catalog;

import dev.breakeven.unit.Usd;

/// A factor on prices, exact: `1.1` is eleven tenths.
///
/// @param numerator 0 or more
/// @param denominator a power of ten
public record Factor(long numerator, long denominator) {
  /// What changes nothing.
  public static final Factor ONE = new Factor(1, 1);

  /// The most decimals one is written with.
  private static final int DECIMALS = 6;

  /// The factor that `text` says, a decimal number of at most six decimals such as `0.5`.
  ///
  /// @throws IllegalArgumentException if it says none
  static Factor of(String key, String text) {
    String number = Fields.decimal(key, text);
    int point = number.indexOf('.');
    String parts = point < 0 ? "" : number.substring(point + 1);
    String whole = point < 0 ? number : number.substring(0, point);
    if (parts.length() > DECIMALS || whole.length() > DECIMALS) {
      throw new IllegalArgumentException(
          "expected a factor of at most 6 digits before and after its point as "
              + key
              + ", got "
              + text);
    }
    long denominator = 1;
    for (int i = 0; i < parts.length(); i++) {
      denominator *= 10;
    }
    return new Factor(Long.parseLong(whole + parts), denominator).shortened();
  }

  /// Zeros at the end say nothing: `2.0` is 2.
  private Factor shortened() {
    long top = numerator;
    long bottom = denominator;
    while (bottom > 1 && top % 10 == 0) {
      top /= 10;
      bottom /= 10;
    }
    return new Factor(top, bottom);
  }

  /// This factor and `other`, one after the other.
  ///
  /// @throws ArithmeticException if it is out of range
  public Factor times(Factor other) {
    return new Factor(
            Math.multiplyExact(numerator, other.numerator),
            Math.multiplyExact(denominator, other.denominator))
        .shortened();
  }

  /// `price` times this, rounded half up to a picodollar.
  ///
  /// @throws ArithmeticException if it is out of range
  public Usd times(Usd price) {
    long exact = Math.multiplyExact(price.picodollars(), numerator);
    long whole = Math.floorDiv(exact, denominator);
    long rest = exact - whole * denominator;
    return new Usd(rest * 2 >= denominator ? whole + 1 : whole);
  }

  /// As `1.1`.
  @Override
  public String toString() {
    String digits = Long.toString(numerator);
    int decimals = Long.toString(denominator).length() - 1;
    if (decimals == 0) {
      return digits;
    }
    String padded = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
    int point = padded.length() - decimals;
    return padded.substring(0, point) + "." + padded.substring(point);
  }
}
