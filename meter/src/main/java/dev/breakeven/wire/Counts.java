package dev.breakeven.wire;

import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The counts of a usage object while it is read: null where it reports none, as absent is not
/// zero.
final class Counts {
  /// The most tokens one call is believed to have: far beyond any model, and far from overflow.
  static final long MOST = 1_000_000_000_000L;

  private Counts() {}

  /// `json` itself.
  ///
  /// @throws IllegalArgumentException if it is no object
  static JsonNode object(JsonNode json, String whose) {
    if (!json.isObject()) {
      throw new IllegalArgumentException(
          "expected " + whose + "'s usage as an object, got " + shorten(json));
    }
    return json;
  }

  /// The number at `path` within `json`, null if there is none.
  ///
  /// @throws IllegalArgumentException if there is something else than a whole number of 0 or more
  static @Nullable Long at(JsonNode json, String... path) {
    JsonNode value = json;
    for (String key : path) {
      value = value.path(key);
    }
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    double number = value.isNumber() ? value.doubleValue() : -1;
    // Some servers write 12 as 12.0; below 2^53 a double is exact.
    if (number != Math.rint(number) || number < 0 || number > MOST) {
      throw new IllegalArgumentException(
          "expected a whole number of tokens up to %d as %s, got %s"
              .formatted(MOST, String.join(".", path), shorten(value)));
    }
    return (long) number;
  }

  static @Nullable Long first(@Nullable Long one, @Nullable Long other) {
    return one == null ? other : one;
  }

  static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }

  /// The usage of these counts by class, null ones left out.
  static Usage usage(Map<TokenClass, @Nullable Long> counts) {
    var tokens = new EnumMap<TokenClass, Tokens>(TokenClass.class);
    counts.forEach((tokenClass, count) -> {
      if (count != null) {
        tokens.put(tokenClass, new Tokens(count));
      }
    });
    return new Usage(tokens);
  }

  private static String shorten(JsonNode json) {
    String text = json.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
