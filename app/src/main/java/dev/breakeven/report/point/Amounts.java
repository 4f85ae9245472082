package dev.breakeven.report.point;

import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.Variable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/// Amounts with their units, for sentences about the break-even point.
final class Amounts {
  private static final int DIGITS = 3;
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal MINUTE = BigDecimal.valueOf(120);

  private Amounts() {}

  /// Dollars to a tenth of a cent, smaller ones to two digits: `$0.187`, `$0.0034`.
  static String usd(Usd usd) {
    return usd(usd, RoundingMode.HALF_UP);
  }

  private static String usd(Usd usd, RoundingMode mode) {
    BigDecimal dollars = usd.dollars();
    BigDecimal size = dollars.abs();
    BigDecimal shown =
        size.compareTo(CENT) >= 0 || size.signum() == 0
            ? dollars.setScale(size.compareTo(BigDecimal.TEN) >= 0 ? 2 : 3, mode)
            : dollars.round(new MathContext(2, mode)).stripTrailingZeros();
    return (shown.signum() < 0 ? "-$" : "$") + shown.abs().toPlainString();
  }

  /// A value as it is: `8 calls`, `1,200 tokens`, `90 s`.
  static String value(Variable variable, long value) {
    return switch (variable.unit()) {
      case CALLS -> counted(value, "call");
      case TOKENS -> counted(value, "token");
      case PICODOLLARS -> usd(new Usd(value));
      case THOUSANDTHS -> thousandths(BigDecimal.valueOf(value, 3));
      case SECONDS -> time(value);
    };
  }

  /// A value whose unit is said elsewhere.
  static String bare(Variable variable, long value) {
    return switch (variable.unit()) {
      case CALLS, TOKENS -> String.format(Locale.ROOT, "%,d", value);
      case PICODOLLARS, THOUSANDTHS, SECONDS -> value(variable, value);
    };
  }

  /// The most that pays, rounded down so that it still does.
  static String most(Variable variable, long value) {
    return rounded(variable, value, RoundingMode.DOWN);
  }

  /// The least that pays, rounded up so that it does.
  static String least(Variable variable, long value) {
    return rounded(variable, value, RoundingMode.UP);
  }

  private static String rounded(Variable variable, long value, RoundingMode mode) {
    return switch (variable.unit()) {
      case CALLS -> counted(value, "call");
      case TOKENS -> counted(digits(value, mode), "token");
      case PICODOLLARS -> usd(new Usd(value), mode);
      case THOUSANDTHS ->
          thousandths(BigDecimal.valueOf(value, 3).round(new MathContext(DIGITS, mode)));
      case SECONDS -> time(mode == RoundingMode.DOWN ? value + 1 : value);
    };
  }

  private static long digits(long value, RoundingMode mode) {
    return BigDecimal.valueOf(value).round(new MathContext(DIGITS, mode)).longValueExact();
  }

  private static String thousandths(BigDecimal factor) {
    return factor.stripTrailingZeros().toPlainString() + " × its price";
  }

  /// A count with its noun: `1 call`, `12,000 tokens`.
  static String counted(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  /// A time: `90 s`, `5 min`, `4 min 50 s`, `1 h`.
  static String time(long seconds) {
    if (BigDecimal.valueOf(seconds).compareTo(MINUTE) < 0) {
      return seconds + " s";
    }
    Duration time = Duration.ofSeconds(seconds);
    String text =
        (time.toHours() > 0 ? time.toHours() + " h " : "")
            + (time.toMinutesPart() > 0 ? time.toMinutesPart() + " min " : "")
            + (time.toSecondsPart() > 0 ? time.toSecondsPart() + " s" : "");
    return text.strip();
  }
}
