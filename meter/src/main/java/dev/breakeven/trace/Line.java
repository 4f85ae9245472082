package dev.breakeven.trace;

import dev.breakeven.unit.Tokens;
import dev.breakeven.unit.Usd;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One line of a trace file while it is read: strict about which keys there are and what they hold.
///
/// Every method throws [IllegalArgumentException] that names the key, what was expected and what
/// came.
final class Line {
  private final JsonNode json;
  private final Set<String> unread = new TreeSet<>();

  Line(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("expected a JSON object, got " + shorten(json));
    }
    this.json = json;
    unread.addAll(json.propertyNames());
  }

  String text(String key) {
    String text = optionalText(key);
    if (text == null) {
      throw new IllegalArgumentException("expected the key " + key + ", got none");
    }
    return text;
  }

  @Nullable String optionalText(String key) {
    JsonNode value = take(key);
    return value == null ? null : string(key, value);
  }

  long number(String key) {
    Long number = optionalNumber(key);
    if (number == null) {
      throw new IllegalArgumentException("expected the key " + key + ", got none");
    }
    return number;
  }

  @Nullable Long optionalNumber(String key) {
    JsonNode value = take(key);
    return value == null ? null : whole(key, value);
  }

  @Nullable Usd optionalUsd(String key) {
    String text = optionalText(key);
    try {
      return text == null ? null : Usd.of(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "expected a decimal number of dollars as " + key + ", got " + text, e);
    }
  }

  int small(String key) {
    return Math.toIntExact(number(key));
  }

  Instant instant(String key) {
    String text = text(key);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected an instant such as 2026-11-24T06:00:00Z as " + key + ", got " + text, e);
    }
  }

  Duration nanoseconds(String key) {
    return Duration.ofNanos(number(key));
  }

  List<Integer> numbers(String key) {
    JsonNode value = take(key);
    if (value == null || !value.isArray()) {
      throw expected("a list of whole numbers", key, value);
    }
    var numbers = new ArrayList<Integer>();
    value.forEach(number -> numbers.add(Math.toIntExact(whole(key, number))));
    return numbers;
  }

  Map<String, String> words(String key) {
    var words = new TreeMap<String, String>();
    object(key)
        .properties()
        .forEach(word -> words.put(word.getKey(), string(key, word.getValue())));
    return words;
  }

  Usage usage(String key) {
    var line = new Line(object(key));
    var counts = new EnumMap<TokenClass, Tokens>(TokenClass.class);
    for (TokenClass tokenClass : TokenClass.values()) {
      Long count = line.optionalNumber(tokenClass.key());
      if (count != null) {
        counts.put(tokenClass, new Tokens(count));
      }
    }
    line.end();
    return new Usage(counts);
  }

  /// How it was bought, which lines of older versions do not say.
  Purchase purchase(String waysKey, String toolsKey) {
    JsonNode ways = take(waysKey);
    JsonNode tools = take(toolsKey);
    if (ways == null && tools == null) {
      return Purchase.STANDARD;
    }
    var words = new ArrayList<String>();
    if (ways != null) {
      ways.forEach(way -> words.add(string(waysKey, way)));
    }
    var uses = new TreeMap<String, Long>();
    if (tools != null) {
      tools.properties().forEach(tool -> uses.put(tool.getKey(), whole(toolsKey, tool.getValue())));
    }
    return new Purchase(words, uses);
  }

  /// Says that all keys have been read.
  void end() {
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException("expected no further keys, got " + unread);
    }
  }

  private JsonNode object(String key) {
    JsonNode value = take(key);
    if (value == null || !value.isObject()) {
      throw expected("an object", key, value);
    }
    return value;
  }

  private @Nullable JsonNode take(String key) {
    unread.remove(key);
    return json.get(key);
  }

  private static String string(String key, JsonNode value) {
    if (!value.isString()) {
      throw expected("a text", key, value);
    }
    return value.stringValue();
  }

  private static long whole(String key, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw expected("a whole number", key, value);
    }
    return value.longValue();
  }

  private static IllegalArgumentException expected(
      String what, String key, @Nullable JsonNode got) {
    return new IllegalArgumentException(
        "expected " + what + " as " + key + ", got " + (got == null ? "none" : shorten(got)));
  }

  private static String shorten(JsonNode json) {
    String text = json.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
