package dev.breakeven.importer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A place in a line of JSON that moves on as values are taken, straight over the bytes: what is
/// not asked for is passed over without being made.
///
/// The line holds one JSON value and no line feed. Structure, literals and escapes are checked;
/// bytes that are no UTF-8 are taken for U+FFFD and numbers for what they begin with. For one
/// thread.
///
/// ```
/// if (json.object()) {
///   for (String name = json.field(); name != null; name = json.field()) {
///     switch (name) {
///       case "id" -> id = json.text();
///       default -> json.skip();
///     }
///   }
/// }
/// ```
public final class JsonCursor {
  /// How many objects and arrays may stand within each other.
  static final int DEEPEST = 1000;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int TRUE = letters("true");
  private static final int ALSE = letters("alse");
  private static final int NULL = letters("null");

  /// More digits than any count of tokens has.
  private static final int MOST_DIGITS = 18;

  private final JsonText text = new JsonText();
  private final WordCache words = new WordCache();
  private final Timestamp timestamp = new Timestamp();

  private byte[] bytes = new byte[JsonText.SPARE];
  private int from;
  private int limit;
  private int at;
  private int depth;

  /// Whether no value was taken yet of the object or array at hand.
  private boolean fresh;

  /// A cursor over nothing.
  JsonCursor() {}

  private static int letters(String four) {
    return (int) INT.get(four.getBytes(StandardCharsets.ISO_8859_1), 0);
  }

  /// Sets it to the bytes from `from` to before `limit`, where a line feed must stand.
  void set(byte[] newBytes, int newFrom, int newLimit) {
    bytes = newBytes;
    from = newFrom;
    limit = newLimit;
    at = newFrom;
    depth = 0;
    fresh = true;
  }

  /// The line is not what was expected.
  public static final class BrokenException extends RuntimeException {
    BrokenException(String message) {
      super(message, null, false, false);
    }
  }

  /// Whether everything was read: a value that breaks off may go on behind it.
  boolean exhausted() {
    return at >= limit;
  }

  /// Whether nothing but blanks is left up to the line's end.
  boolean ends() {
    blanks();
    return bytes[at] == '\n';
  }

  /// The place at hand.
  int at() {
    return at;
  }

  /// Moves over blanks, of which most logs have none; gives what stands behind them.
  private byte blanks() {
    byte next = bytes[at];
    return next > ' ' ? next : behindBlanks();
  }

  private byte behindBlanks() {
    byte next = bytes[at];
    while (next == ' ' || next == '\t' || next == '\r') {
      next = bytes[++at];
    }
    return next;
  }

  private BrokenException broken(String expected) {
    return at >= limit
        ? new BrokenException("expected " + expected + ", got the line's end")
        : new BrokenException(
            "expected %s, got %s at byte %d"
                .formatted(expected, shown(bytes[at] & 0xFF), at - from + 1));
  }

  private static String shown(int value) {
    return value > ' ' && value < 127 ? Character.toString(value) : "0x%02X".formatted(value);
  }

  /// Enters the object at hand; false, without moving, if there is none.
  public boolean object() {
    return enter('{');
  }

  /// Enters the array at hand; false, without moving, if there is none.
  public boolean array() {
    return enter('[');
  }

  private boolean enter(char opening) {
    if (blanks() != opening) {
      return false;
    }
    at++;
    fresh = true;
    if (++depth > DEEPEST) {
      throw new BrokenException("expected at most " + DEEPEST + " levels, got more");
    }
    return true;
  }

  /// The next field's name, its value at hand; null, having left the object, if there is none.
  ///
  /// @throws BrokenException if something else is there
  public @Nullable String field() {
    if (!key()) {
      return null;
    }
    int start = at;
    int end = string("a name");
    String name =
        text.plain() ? words.word(bytes, start, end - start) : text.decoded(bytes, start, end);
    colon();
    return name;
  }

  /// Moves behind the quote that begins the next name; false, having left the object, if there is
  /// none.
  private boolean key() {
    if (!more('}')) {
      return false;
    }
    if (blanks() != '"') {
      throw broken("a name");
    }
    at++;
    return true;
  }

  private void colon() {
    if (blanks() != ':') {
      throw broken("a colon");
    }
    at++;
  }

  /// Whether the array at hand has another element, then at hand; else it is left.
  ///
  /// @throws BrokenException if something else is there
  public boolean element() {
    return more(']');
  }

  private boolean more(char closing) {
    byte next = blanks();
    if (next == closing) {
      at++;
      depth--;
      fresh = false;
      return false;
    }
    if (fresh) {
      fresh = false;
      return true;
    }
    if (next != ',') {
      throw broken("a comma or " + closing);
    }
    at++;
    return true;
  }

  /// Moves behind the quote that ends the string at hand, whose first one is behind; gives its
  /// place.
  private int string(String what) {
    int end = text.end(bytes, at);
    at = end;
    if (end >= limit || bytes[end] != '"') {
      throw broken("the end of " + what);
    }
    at = end + 1;
    return end;
  }

  /// The text at hand; null for any other value, which is passed over.
  public @Nullable String text() {
    if (blanks() != '"') {
      skip();
      return null;
    }
    int start = ++at;
    int end = string("a text");
    return text.decoded(bytes, start, end);
  }

  /// The text at hand, one that is likely to come up again; null for any other value.
  public @Nullable String word() {
    if (blanks() != '"') {
      skip();
      return null;
    }
    int start = ++at;
    int end = string("a text");
    return text.plain() ? words.word(bytes, start, end - start) : text.decoded(bytes, start, end);
  }

  /// The milliseconds since 1970 that the text at hand tells in the form most logs have,
  /// `2026-11-24T06:00:00.123Z`; -1, without moving, if anything else is at hand.
  public long milliseconds() {
    if (blanks() != '"' || limit - at <= Timestamp.LENGTH + 1) {
      return -1;
    }
    long time = timestamp.milliseconds(bytes, at + 1);
    if (time < 0 || bytes[at + 1 + Timestamp.LENGTH] != '"') {
      return -1;
    }
    at += Timestamp.LENGTH + 2;
    return time;
  }

  /// How many UTF-16 units the text at hand has, which is passed over; -1 for any other value.
  public int length() {
    if (blanks() != '"') {
      skip();
      return -1;
    }
    int start = ++at;
    int end = string("a text");
    return text.length(start, end);
  }

  /// Whether the value at hand is `true`; passes over it.
  public boolean flag() {
    boolean value = blanks() == 't';
    skip();
    return value;
  }

  /// The whole number at hand, 0 or more; -1 for anything else, `null` included. Passes over it.
  public long count() {
    byte next = blanks();
    int start = at;
    long value = 0;
    while (next >= '0' && next <= '9' && at - start < MOST_DIGITS) {
      value = 10 * value + (next - '0');
      next = bytes[++at];
    }
    if (at > start && !isOfNumber(next)) {
      return value;
    }
    at = start;
    skip();
    return -1;
  }

  /// Where the value at hand begins, for [#raw].
  public int start() {
    blanks();
    return at;
  }

  /// What stands from `start` to here, as it is written.
  public String raw(int start) {
    return new String(bytes, start, at - start, StandardCharsets.UTF_8);
  }

  /// How many UTF-16 units [#raw] has.
  public int rawLength(int start) {
    return JsonText.units(bytes, start, at);
  }

  /// What is at hand, as it is written; the value is passed over.
  public String raw() {
    int start = start();
    skip();
    return raw(start);
  }

  /// Whether a text is at hand.
  public boolean isText() {
    return blanks() == '"';
  }

  /// Passes over the value at hand.
  ///
  /// @throws BrokenException if there is none
  public void skip() {
    byte next = blanks();
    if (next == '"') {
      at++;
      string("a text");
    } else if (next == '{') {
      object();
      while (key()) {
        string("a name");
        colon();
        skip();
      }
    } else if (next == '[') {
      array();
      while (element()) {
        skip();
      }
    } else {
      scalar(next);
    }
  }

  private void scalar(byte first) {
    switch (first) {
      case 't' -> literal("true", TRUE);
      case 'f' -> {
        at++;
        literal("false", ALSE);
      }
      case 'n' -> literal("null", NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw broken("a value");
    }
  }

  /// Passes over the last four letters of `literal`.
  private void literal(String literal, int letters) {
    if ((int) INT.get(bytes, at) != letters) {
      int left = literal.length() == 4 ? 0 : 1;
      while (bytes[at] == literal.charAt(left)) {
        at++;
        left++;
      }
      throw broken(literal);
    }
    at += Integer.BYTES;
  }

  private void number() {
    at++;
    while (isOfNumber(bytes[at])) {
      at++;
    }
    byte last = bytes[at - 1];
    if (last < '0' || last > '9') {
      throw broken("a digit");
    }
  }

  private static boolean isOfNumber(byte value) {
    return (value >= '0' && value <= '9')
        || value == '.'
        || value == 'e'
        || value == 'E'
        || value == '+'
        || value == '-';
  }
}
