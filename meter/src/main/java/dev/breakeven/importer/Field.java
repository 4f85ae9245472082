package dev.breakeven.importer;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A field of a log, its quotes and its colon included, and what usually follows: a program writes
/// the same fields in the same order line by line, so most need not be read, only compared with
/// what is expected. So it is with values that come again and again.
final class Field extends Token {
  /// More than any tool's logs have; one with names without end must not fill the memory.
  private static final int MOST = 1024;

  private @Nullable Field next;
  private @Nullable Field other;
  private @Nullable Token usual;
  private @Nullable Token second;
  private String word = "";
  private String before = "";

  private Field(String name, String written) {
    super(name, written);
  }

  /// The fields of what one cursor reads.
  static final class Known {
    private final Map<String, Field> byName = new HashMap<>();

    /// What stands before a line's first field.
    final Field start = new Field("", "");

    /// A field of which nothing is known.
    final Field strange = new Field("", "");

    /// The field `name`, which followed `before` and will be expected there.
    Field following(Field before, String name) {
      Field field = byName.get(name);
      if (field == null) {
        if (byName.size() == MOST) {
          return strange;
        }
        field = new Field(name, '"' + name + "\":");
        byName.put(name, field);
      }
      if (before != strange && before.next != field) {
        before.other = before.next;
        before.next = field;
      }
      return field;
    }
  }

  /// Which of the two fields that followed last stands in `bytes` at `from`; null if neither does.
  /// There must be eight bytes.
  @Nullable Field following(byte[] bytes, int from) {
    long eight = eight(bytes, from);
    if (next != null && next.isAt(bytes, from, eight)) {
      return next;
    }
    if (other != null && other.isAt(bytes, from, eight)) {
      Field found = other;
      other = next;
      next = found;
      return found;
    }
    return null;
  }

  /// Which of the two values that it usually has stands in `bytes` at `from`; null if neither does.
  /// There must be eight bytes.
  @Nullable Token usual(byte[] bytes, int from) {
    long eight = eight(bytes, from);
    if (usual != null && usual.isAt(bytes, from, eight)) {
      return usual;
    }
    return second != null && second.isAt(bytes, from, eight) ? second : null;
  }

  /// Takes note of a value, a word of ASCII without escapes; one that was among the last two is
  /// expected from then on.
  ///
  /// @param value the same object for the same word, as [Words] gives it
  @SuppressWarnings("ReferenceEquality")
  void had(String value) {
    if (value == word || value == before) {
      second = usual;
      usual = new Token(value, '"' + value + '"');
    }
    before = word;
    word = value;
  }
}
