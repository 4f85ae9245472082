package dev.breakeven.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads counts as people write them: `60000`, `60,000`, `60k` or `1.5m`.
final class CountConverter implements ITypeConverter<Long> {
  private static final Pattern COUNT =
      Pattern.compile("(\\d{1,3}(?:[,_]\\d{3})+|\\d{1,15})(\\.\\d{1,6})?([km]?)");

  @Override
  public Long convert(String text) {
    var match = COUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (match.matches()) {
      var fraction = match.group(2) == null ? "" : match.group(2);
      var number = new BigDecimal(match.group(1).replaceAll("[,_]", "") + fraction);
      int zeros = match.group(3).isEmpty() ? 0 : match.group(3).equals("k") ? 3 : 6;
      var count = number.movePointRight(zeros).stripTrailingZeros();
      if (count.scale() <= 0) {
        return count.longValueExact();
      }
    }
    throw new TypeConversionException(
        "expected a whole number such as 60000, 60k or 1.5m, got " + text);
  }
}
