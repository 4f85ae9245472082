package dev.breakeven.importer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The inside of a JSON string as bytes: where it ends, how long it is once decoded, what it says.
///
/// Eight bytes are looked at in one operation: a quote, a backslash or a control character among
/// them is found by arithmetic on the whole word. Whoever uses it must provide [#SPARE] bytes
/// behind the end, and a line feed there.
final class JsonText {
  /// How many bytes behind the end may be looked at.
  static final int SPARE = 32;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long FLIP = ONES * 2;
  private static final long UP_TO_QUOTE = ONES * 0x21;
  private static final long SLASHES = ONES * '\\';

  /// How many bytes an escape has, its backslash counted, by its letter; 0 where there is none.
  private static final byte[] LENGTHS = lengths();

  /// By how many bytes the string that [#end] went over last is shorter once decoded.
  private int saved;

  private boolean escapes;
  private long high;

  /// The place of the quote that ends the string whose inside begins at `from`; of what may not
  /// stand in a string, if that comes before.
  int end(byte[] bytes, int from) {
    int escaped = 0;
    int continued = 0;
    long seen = 0;
    int at = from;
    while (true) {
      long word = (long) LONG.get(bytes, at);
      long next = (long) LONG.get(bytes, at + Long.BYTES);
      if (((suspect(word) | suspect(next)) & HIGH) == 0) {
        at += 2 * Long.BYTES;
        continue;
      }
      int before;
      if (((word | next) & HIGH) == 0) {
        // One of the two words has a stop; asking which would cost more than to look at both.
        long first = suspect(word) & HIGH;
        int inFirst = (int) ((first | -first) >> (Long.SIZE - 1));
        before = (below(first) & inFirst) | ((Long.BYTES + below(suspect(next) & HIGH)) & ~inFirst);
      } else {
        long stop = suspect(word) & ~word & HIGH;
        if (stop == 0) {
          seen |= word;
          continued += continued(word);
          at += Long.BYTES;
          continue;
        }
        before = below(stop);
        long left = word & ((1L << (before << 3)) - 1);
        seen |= left;
        continued += continued(left);
      }
      at += before;
      int length = bytes[at] == '\\' ? escape(bytes, at + 1) : 0;
      if (length == 0) {
        escapes = escaped > 0;
        saved = escaped + continued;
        high = seen;
        return bytes[at] == '\\' ? at + 1 : at;
      }
      escaped += length - 1;
      at += length;
    }
  }

  /// How many bytes are below the lowest one whose high bit is set in `stop`.
  private static int below(long stop) {
    return (int) (((((stop & -stop) - 1) & ONES) * ONES) >>> (Long.SIZE - Byte.SIZE)) - 1;
  }

  /// How many more bytes than UTF-16 units there are among the eight of UTF-8 in `word`: one for
  /// each that continues another, and one less where four bytes make one character.
  private static int continued(long word) {
    long twice = word << 1;
    return bytes(word & ~twice) - bytes(word & twice & (word << 2) & (word << 3));
  }

  /// How many bytes have their high bit set.
  private static int bytes(long word) {
    long ones = (word & HIGH) >>> (Byte.SIZE - 1);
    return (int) ((ones * ONES) >>> (Long.SIZE - Byte.SIZE));
  }

  /// The high bits of a word's bytes that may end a string and of those that are no ASCII; all but
  /// the lowest may be wrong.
  ///
  /// Flipping the second bit moves the quote to just below the blank, next to the control
  /// characters, and all others above it, so that one subtraction finds them all.
  private static long suspect(long word) {
    return ((word ^ FLIP) - UP_TO_QUOTE) | ((word ^ SLASHES) - ONES);
  }

  /// How many bytes the escape has whose letter stands at `at`, its backslash counted; 0 if it is
  /// none.
  private static int escape(byte[] bytes, int at) {
    byte letter = bytes[at];
    int length = letter < 0 ? 0 : LENGTHS[letter];
    return length <= 2 || isHex(bytes, at + 1) ? length : 0;
  }

  private static byte[] lengths() {
    var lengths = new byte[128];
    for (char letter : "\"\\/bfnrt".toCharArray()) {
      lengths[letter] = 2;
    }
    lengths['u'] = 6;
    return lengths;
  }

  private static boolean isHex(byte[] bytes, int at) {
    for (int i = at; i < at + 4; i++) {
      if (Character.digit(bytes[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /// How many UTF-16 units the string has that [#end] went over last, from `from` to `to`.
  int length(int from, int to) {
    return to - from - saved;
  }

  /// How many UTF-16 units the UTF-8 bytes from `from` to `to` are.
  static int units(byte[] bytes, int from, int to) {
    int units = to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long word = (long) LONG.get(bytes, at);
      units -= (word & HIGH) == 0 ? 0 : continued(word);
    }
    for (; at < to; at++) {
      units -= (bytes[at] & 0xC0) == 0x80 ? 1 : 0;
      units += (bytes[at] & 0xF0) == 0xF0 ? 1 : 0;
    }
    return units;
  }

  /// Whether the string that [#end] went over last consists of ASCII and has no escapes.
  boolean plain() {
    return !escapes && (high & HIGH) == 0;
  }

  /// What the string says that [#end] went over last, from `from` to `to`.
  String decoded(byte[] bytes, int from, int to) {
    if (!escapes) {
      return new String(
          bytes,
          from,
          to - from,
          (high & HIGH) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
    var text = new StringBuilder(length(from, to));
    int start = from;
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\\') {
        text.append(new String(bytes, start, at - start, StandardCharsets.UTF_8));
        at++;
        text.append(character(bytes, at));
        at += bytes[at] == 'u' ? 4 : 0;
        start = at + 1;
      }
    }
    return text.append(new String(bytes, start, to - start, StandardCharsets.UTF_8)).toString();
  }

  private static char character(byte[] bytes, int at) {
    return switch (bytes[at]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' ->
          (char) Integer.parseInt(new String(bytes, at + 1, 4, StandardCharsets.ISO_8859_1), 16);
      default -> (char) bytes[at];
    };
  }
}
