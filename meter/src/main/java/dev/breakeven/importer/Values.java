package dev.breakeven.importer;

import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What logs of many tools write in the same few ways: texts, times, costs.
public final class Values {
  private static final int PICO = 12;

  /// The vendors themselves, as routers name them, and a router that bills what the vendor does.
  private static final Set<String> WAYS =
      Set.of("litellm_proxy", "openai", "anthropic", "deepseek", "gemini");

  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  private Values() {}

  /// The text in `json`, null for anything else and for an empty one.
  public static @Nullable String text(JsonNode json) {
    String text = json.isString() ? json.stringValue() : "";
    return text.isEmpty() ? null : text;
  }

  /// The first of `paths` that holds a text.
  public static @Nullable String first(JsonNode json, String... paths) {
    for (String path : paths) {
      String text = text(json.path(path));
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /// The first of `paths` that names a model, without what only says by which way it was asked;
  /// `unknown` if none does.
  public static String model(JsonNode json, String... paths) {
    String named = first(json, paths);
    String model = named == null ? "unknown" : named;
    int slash = model.indexOf('/');
    while (slash > 0 && slash < model.length() - 1 && WAYS.contains(model.substring(0, slash))) {
      model = model.substring(slash + 1);
      slash = model.indexOf('/');
    }
    return model;
  }

  /// The time in `json`: ISO 8601, with UTC where there is no offset, or a number of seconds,
  /// milliseconds, microseconds or nanoseconds since 1970, told apart by size. Null for none.
  ///
  /// @throws IllegalArgumentException if it is a text of another form
  public static @Nullable Instant time(JsonNode json) {
    if (json.isNumber()) {
      if (!Double.isFinite(json.asDouble(Double.NaN))) {
        throw new IllegalArgumentException("expected a time since 1970, got " + json);
      }
      return seconds(json.decimalValue());
    }
    String text = text(json);
    if (text == null) {
      return null;
    }
    if (text.chars().allMatch(c -> c >= '0' && c <= '9') && text.length() < 25) {
      return seconds(new BigDecimal(text));
    }
    String iso = text.replace(' ', 'T');
    try {
      return sensible(OffsetDateTime.parse(iso).toInstant());
    } catch (DateTimeException e) {
      try {
        return sensible(LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException again) {
        throw new IllegalArgumentException(
            "expected a time such as 2026-11-24T06:00:00Z, got " + text, again);
      }
    }
  }

  private static Instant sensible(Instant time) {
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
      throw new IllegalArgumentException("expected a time from 1970 to 2100, got " + time);
    }
    return time;
  }

  private static Instant seconds(BigDecimal number) {
    int shift = 0;
    BigDecimal year5138 = new BigDecimal("1e11");
    BigDecimal seconds = number;
    while (seconds.compareTo(year5138) >= 0 && shift < 3) {
      seconds = seconds.movePointLeft(3);
      shift++;
    }
    if (seconds.signum() < 0 || seconds.compareTo(BigDecimal.valueOf(LAST.getEpochSecond())) > 0) {
      throw new IllegalArgumentException(
          "expected a time from 1970 to 2100, got " + number.round(MathContext.DECIMAL32));
    }
    BigDecimal whole = seconds.setScale(0, RoundingMode.DOWN);
    return Instant.ofEpochSecond(
        whole.longValueExact(),
        seconds.subtract(whole).movePointRight(9).setScale(0, RoundingMode.DOWN).longValueExact());
  }

  /// The cost in `json`, a number of dollars, rounded to the picodollar: tools add up binary
  /// fractions, whose last digits mean nothing. Null for anything else than a number of 0 or more.
  public static @Nullable Usd cost(JsonNode json) {
    if (!json.isNumber() || !Double.isFinite(json.asDouble(Double.NaN))) {
      return null;
    }
    BigDecimal dollars = json.decimalValue();
    boolean sensible =
        dollars.signum() >= 0 && dollars.compareTo(BigDecimal.valueOf(1_000_000)) < 0;
    return sensible ? Usd.of(dollars.setScale(PICO, RoundingMode.HALF_EVEN)) : null;
  }

  /// `time`, or 1970 where there is none.
  public static Instant orEpoch(@Nullable Instant time) {
    return time == null ? Instant.EPOCH : time;
  }
}
