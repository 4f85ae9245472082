package dev.breakeven.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads how long a cache lives: `5m`, `1h`.
final class LifeConverter implements ITypeConverter<Duration> {
  private static final Pattern LIFE = Pattern.compile("(\\d{1,6})\\s*(s|m|min|h)");

  @Override
  public Duration convert(String text) {
    var match = LIFE.matcher(text.strip());
    if (!match.matches()) {
      throw new TypeConversionException("expected a time such as 5m or 1h, got " + text);
    }
    long number = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofMinutes(number);
    };
  }
}
