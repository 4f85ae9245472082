package dev.breakeven.importer;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A field of a log, and what usually follows: a program writes the same fields in the same order
/// line by line, so most need not be read, only compared with what is expected.
final class Field {
  /// More than any tool's logs have; one with names without end must not fill the memory.
  private static final int MOST = 1024;

  private final Token token;
  private @Nullable Field next;
  private @Nullable Field other;
  private @Nullable Token usual;
  private String word = "";

  private Field(Token token) {
    this.token = token;
  }

  /// The fields of what one cursor reads.
  static final class Known {
    private final Map<String, Field> byName = new HashMap<>();

    /// What stands before a line's first field.
    final Field start = new Field(new Token("", ""));

    /// A field of which nothing is known.
    final Field strange = new Field(new Token("", ""));

    /// The field `name`, which followed `before` and will be expected there.
    Field following(Field before, String name) {
      Field field = byName.get(name);
      if (field == null) {
        if (byName.size() == MOST) {
          return strange;
        }
        field = new Field(new Token(name, '"' + name + "\":"));
        byName.put(name, field);
      }
      if (before != strange && before.next != field) {
        before.other = before.next;
        before.next = field;
      }
      return field;
    }
  }

  String name() {
    return token.text();
  }

  /// How many bytes the name takes, its quotes and the colon included.
  int length() {
    return token.length();
  }

  /// Which of the two fields that followed last stands in `bytes` at `from`; null if neither does.
  /// There must be eight bytes.
  @Nullable Field following(byte[] bytes, int from) {
    if (next != null && next.token.isAt(bytes, from)) {
      return next;
    }
    if (other != null && other.token.isAt(bytes, from)) {
      Field found = other;
      other = next;
      next = found;
      return found;
    }
    return null;
  }

  /// The value it usually has if that stands in `bytes` at `from`, else null. There must be eight
  /// bytes.
  @Nullable Token usual(byte[] bytes, int from) {
    return usual != null && usual.isAt(bytes, from) ? usual : null;
  }

  /// Takes note of a value, a word of ASCII without escapes; one that comes twice running is
  /// expected from then on.
  ///
  /// @param value the same object for the same word, as [Words] gives it
  @SuppressWarnings("ReferenceEquality")
  void had(String value) {
    if (value == word) {
      usual = new Token(value, '"' + value + '"');
    }
    word = value;
  }
}
