package dev.breakeven.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON as values of the platform: an object is a [Map] in the order of the text, an array a
/// [List], and the others are [String], [Long] or another [Number], [Boolean] and null.
///
/// It is for what every start reads. JSON as it mostly is, it reads itself: a class of Jackson that
/// reads or holds a value has constants of type `BigDecimal`, and Java 25 computes powers of five
/// with 150,000 bits before it makes the first of that type, which takes as long as all else that
/// is done for the catalog. What is damaged or rare, it gives to [JsonTree]: a key that an object
/// has twice, a number with a point, an exponent or more than 18 digits, deep nesting.
public final class PlainJson {
  private static final int DEEPEST = 100;
  private static final int MOST_DIGITS = 18;
  private static final int HEX_DIGITS = 4;

  private final String text;

  /// The characters of the text and one behind it that may not stand anywhere.
  private final char[] characters;

  private int at;
  private int depth;

  private PlainJson(String text) {
    this.text = text;
    this.characters = new char[text.length() + 1];
    text.getChars(0, text.length(), characters, 0);
  }

  /// What is read is for another reader.
  private static final class RareException extends RuntimeException {
    RareException() {
      super(null, null, false, false);
    }
  }

  /// The one value in `text`, no object of which may have a key twice.
  ///
  /// @throws JacksonException if it is not JSON, or more or less than one value
  public static @Nullable Object strict(String text) {
    var json = new PlainJson(text);
    try {
      Object value = json.value();
      json.next();
      require(json.at == text.length());
      return value;
    } catch (RareException e) {
      return plain(JsonTree.strict(text));
    }
  }

  /// `value` as JSON, for messages.
  public static String text(@Nullable Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }

  private static @Nullable Object plain(JsonNode tree) {
    return switch (tree.getNodeType()) {
      case OBJECT -> {
        var object = new LinkedHashMap<String, @Nullable Object>();
        tree.properties().forEach(entry -> object.put(entry.getKey(), plain(entry.getValue())));
        yield object;
      }
      case ARRAY -> {
        var array = new ArrayList<@Nullable Object>();
        tree.forEach(item -> array.add(plain(item)));
        yield array;
      }
      case STRING -> tree.stringValue();
      case NUMBER -> tree.isInt() ? Long.valueOf(tree.longValue()) : tree.numberValue();
      case BOOLEAN -> tree.booleanValue();
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }

  /// Moves over blanks; gives what stands behind them.
  private char next() {
    char next = characters[at];
    while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
      next = characters[++at];
    }
    return next;
  }

  private @Nullable Object value() {
    return switch (next()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> number();
    };
  }

  private @Nullable Object literal(String word, @Nullable Object value) {
    require(text.startsWith(word, at));
    at += word.length();
    return value;
  }

  private Map<String, @Nullable Object> object() {
    enter();
    var object = new LinkedHashMap<String, @Nullable Object>();
    for (boolean more = next() != '}'; more; more = further('}')) {
      require(next() == '"');
      String name = string();
      require(next() == ':');
      at++;
      Object value = value();
      require(!object.containsKey(name));
      object.put(name, value);
    }
    leave();
    return object;
  }

  private List<@Nullable Object> array() {
    enter();
    var array = new ArrayList<@Nullable Object>();
    for (boolean more = next() != ']'; more; more = further(']')) {
      array.add(value());
    }
    leave();
    return array;
  }

  private void enter() {
    at++;
    depth++;
    require(depth <= DEEPEST);
  }

  private void leave() {
    at++;
    depth--;
  }

  /// Whether a comma stands here, which is passed over, and not `end`.
  private boolean further(char end) {
    char next = next();
    if (next == end) {
      return false;
    }
    require(next == ',');
    at++;
    return true;
  }

  private static void require(boolean common) {
    if (!common) {
      throw new RareException();
    }
  }

  private String string() {
    int start = ++at;
    char next = characters[at];
    while (next != '"' && next != '\\') {
      require(next >= ' ');
      next = characters[++at];
    }
    String plain = text.substring(start, at);
    return next == '"' ? closed(plain) : escaped(new StringBuilder(plain));
  }

  private String closed(String string) {
    at++;
    return string;
  }

  /// The rest of a string that begins with `start`, and in which a backslash comes next.
  private String escaped(StringBuilder start) {
    for (char next = characters[at]; next != '"'; next = characters[++at]) {
      require(next >= ' ');
      start.append(next == '\\' ? escape() : next);
    }
    return closed(start.toString());
  }

  private char escape() {
    char letter = characters[++at];
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexadecimal();
      default -> throw new RareException();
    };
  }

  private char hexadecimal() {
    int unit = 0;
    for (int i = 0; i < HEX_DIGITS; i++) {
      int digit = Character.digit(characters[++at], 16);
      require(digit >= 0 && characters[at] < 0x80);
      unit = 16 * unit + digit;
    }
    return (char) unit;
  }

  private Long number() {
    boolean negative = characters[at] == '-';
    at += negative ? 1 : 0;
    int start = at;
    long number = 0;
    for (char next = characters[at]; next >= '0' && next <= '9'; next = characters[++at]) {
      number = 10 * number + next - '0';
    }
    int digits = at - start;
    boolean whole = digits == 1 || (digits <= MOST_DIGITS && characters[start] != '0');
    require(digits > 0 && whole && !(negative && number == 0));
    char next = characters[at];
    require(next != '.' && next != 'e' && next != 'E');
    return negative ? -number : number;
  }
}
