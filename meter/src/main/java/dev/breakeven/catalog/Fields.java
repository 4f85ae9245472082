package dev.breakeven.catalog;

import dev.breakeven.json.PlainJson;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The keys of one JSON object while it is read: strict about which there are and what they hold.
///
/// Every method throws [IllegalArgumentException] that names the key, what was expected and what
/// came.
final class Fields {
  private final Map<?, ?> json;
  private final Set<String> read = new HashSet<>();

  /// The keys of `json`, a value as [PlainJson] reads them.
  Fields(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> object)) {
      throw new IllegalArgumentException("expected an object, got " + PlainJson.text(json));
    }
    this.json = object;
  }

  boolean has(String key) {
    return json.containsKey(key);
  }

  /// The value of `key`, which must be there and not null.
  Object value(String key) {
    Object value = nullable(key);
    if (value == null) {
      throw new IllegalArgumentException("expected a value of " + key + ", got null");
    }
    return value;
  }

  /// The value of `key`, which must be there: what is not known is said by null, not left out.
  @Nullable Object nullable(String key) {
    Object value = json.get(key);
    if (value == null && !json.containsKey(key)) {
      throw new IllegalArgumentException("expected the key " + key + ", got none");
    }
    read.add(key);
    return value;
  }

  String text(String key) {
    return text(key, value(key));
  }

  @Nullable String optionalText(String key) {
    return has(key) ? text(key) : null;
  }

  @Nullable String nullableText(String key) {
    Object value = nullable(key);
    return value == null ? null : text(key, value);
  }

  @Nullable Long nullableCount(String key) {
    Object value = nullable(key);
    return value == null ? null : count(key, value);
  }

  long count(String key) {
    return count(key, value(key));
  }

  LocalDate day(String key) {
    LocalDate day = nullableDay(key);
    if (day == null) {
      throw expected("a day such as 2026-11-24", key, "null");
    }
    return day;
  }

  @Nullable LocalDate nullableDay(String key) {
    Object value = nullable(key);
    return value == null ? null : day(key, value);
  }

  /// The day that `value` says.
  static LocalDate day(String key, @Nullable Object value) {
    String text = text(key, value);
    try {
      return parsed(text);
    } catch (DateTimeException e) {
      throw expected("a day such as 2026-11-24", key, text);
    }
  }

  /// As the platform reads it, which takes long to prepare for all that a day could look like.
  private static LocalDate parsed(String text) {
    boolean usual =
        text.length() == 10
            && digits(text, 0, 4)
            && text.charAt(4) == '-'
            && digits(text, 5, 7)
            && text.charAt(7) == '-'
            && digits(text, 8, 10);
    return usual
        ? LocalDate.of(
            Integer.parseInt(text, 0, 4, 10),
            Integer.parseInt(text, 5, 7, 10),
            Integer.parseInt(text, 8, 10, 10))
        : LocalDate.parse(text);
  }

  /// Whether `text` holds nothing but digits in `[from, to)`.
  static boolean digits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /// The items of the list `key`.
  List<?> items(String key) {
    Object value = value(key);
    if (!(value instanceof List<?> items)) {
      throw expected("a list", key, PlainJson.text(value));
    }
    return items;
  }

  <T> List<T> list(String key, Function<@Nullable Object, T> element) {
    var list = new ArrayList<T>();
    for (Object item : items(key)) {
      list.add(element.apply(item));
    }
    return list;
  }

  List<String> texts(String key) {
    return list(key, item -> text(key, item));
  }

  Map<String, Factor> factors(String object) {
    var factors = new HashMap<String, Factor>();
    var fields = new Fields(value(object));
    for (Object key : fields.json.keySet()) {
      String name = key.toString();
      factors.put(name, Factor.of(name, fields.text(name)));
    }
    return factors;
  }

  boolean flag(String key) {
    Object value = value(key);
    if (!(value instanceof Boolean flag)) {
      throw expected("true or false", key, PlainJson.text(value));
    }
    return flag;
  }

  /// Says that all keys have been read.
  void end() {
    if (read.size() < json.size()) {
      var unread = new TreeSet<Object>(json.keySet());
      unread.removeAll(read);
      throw new IllegalArgumentException("expected no further keys, got " + unread);
    }
  }

  /// `text`, which must be a decimal number.
  static String decimal(String key, String text) {
    if (!isDecimal(text)) {
      throw expected("a decimal number such as \"0.50\"", key, text);
    }
    return text;
  }

  /// Whether `text` is one to twelve digits, and then nothing or a point and one to eighteen more.
  private static boolean isDecimal(String text) {
    int point = text.indexOf('.');
    int whole = point < 0 ? text.length() : point;
    int parts = point < 0 ? 1 : text.length() - point - 1;
    return whole >= 1
        && whole <= 12
        && parts >= 1
        && parts <= 18
        && digits(text, 0, whole)
        && digits(text, whole + 1, text.length());
  }

  static String text(String key, @Nullable Object value) {
    if (!(value instanceof String text) || text.isBlank()) {
      throw expected("a text", key, PlainJson.text(value));
    }
    return text;
  }

  private static long count(String key, Object value) {
    if (!(value instanceof Long number) || number < 0) {
      throw expected("a whole number of 0 or more", key, PlainJson.text(value));
    }
    return number;
  }

  private static IllegalArgumentException expected(String what, String key, @Nullable String got) {
    return new IllegalArgumentException("expected " + what + " as " + key + ", got " + got);
  }
}
