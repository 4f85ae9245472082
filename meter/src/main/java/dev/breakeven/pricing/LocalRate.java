package dev.breakeven.pricing;

import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/// What a model on one's own machine costs: nothing a token, and the electricity if its power is
/// given.
///
/// @param watts the power drawn while it works; 0 to leave electricity out
/// @param usdPerKilowattHour the price of electricity; 0 to leave it out
public record LocalRate(BigDecimal watts, BigDecimal usdPerKilowattHour) {
  /// Nothing at all.
  public static final LocalRate FREE = new LocalRate(BigDecimal.ZERO, BigDecimal.ZERO);

  private static final BigDecimal WATT_NANOSECONDS_PER_KILOWATT_HOUR =
      new BigDecimal("3600000000000000");

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if one is negative
  public LocalRate {
    if (watts.signum() < 0 || usdPerKilowattHour.signum() < 0) {
      throw new IllegalArgumentException(
          "expected watts and USD per kWh of 0 or more, got "
              + watts.toPlainString()
              + " W and "
              + usdPerKilowattHour.toPlainString()
              + " USD per kWh");
    }
  }

  /// The electricity of `busy`: watts × time × price, rounded half to even to a picodollar, once.
  ///
  /// @param busy how long the model worked, at nanosecond resolution
  /// @throws ArithmeticException if it is out of the range of [Usd]
  public Usd energy(Duration busy) {
    BigDecimal exact =
        watts.multiply(usdPerKilowattHour).multiply(BigDecimal.valueOf(busy.toNanos()));
    BigDecimal picodollars = exact.movePointRight(12);
    return new Usd(
        picodollars
            .divide(WATT_NANOSECONDS_PER_KILOWATT_HOUR, 0, RoundingMode.HALF_EVEN)
            .longValueExact());
  }
}
