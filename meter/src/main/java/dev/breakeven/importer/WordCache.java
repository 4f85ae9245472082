package dev.breakeven.importer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// WordCache that come up again and again in a log, such as its keys: each is made once, as long as
/// not too many others do.
///
/// Short ones, which are few, are kept apart from long ones such as ids, of which each log has
/// others: the long ones drive only each other out.
final class WordCache {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Longer than any key that providers count tokens under, shorter than their ids.
  private static final int SHORT = 28;

  private static final int LONGEST = 256;

  /// In how many slots a word may stand, so that two that share one do not drive each other out.
  private static final int PROBES = 4;

  private final Table shortWords = new Table(11);
  private final Table longWords = new Table(6);

  /// The word of `length` bytes from `from`, all of them ASCII. There must be 8 bytes from `from`.
  String word(byte[] source, int from, int length) {
    if (length == 0 || length > LONGEST) {
      return new String(source, from, length, StandardCharsets.ISO_8859_1);
    }
    return (length > SHORT ? longWords : shortWords).word(source, from, length);
  }

  /// WordCache by their hash. A word's key is its length and five times eight of its bytes, which
  /// are all it has if it is an id.
  private static final class Table {
    private static final int KEY = 8;
    private static final int IN_KEY = 5 * Long.BYTES;

    private final int bits;
    private final long[] keys;
    private final byte[] @Nullable [] bytes;
    private final @Nullable String[] words;

    Table(int bits) {
      this.bits = bits;
      keys = new long[KEY << bits];
      bytes = new byte[1 << bits][];
      words = new String[1 << bits];
    }

    String word(byte[] source, int from, int length) {
      long head = (long) LONG.get(source, from);
      long tail = 0;
      if (length < Long.BYTES) {
        head &= (1L << (Byte.SIZE * length)) - 1;
      } else {
        tail = (long) LONG.get(source, from + length - Long.BYTES);
      }
      long mixed = (31 * head + tail + length) * 0x9E3779B97F4A7C15L;
      int home = (int) (mixed >>> (Long.SIZE - bits));
      for (int probe = 0; probe < PROBES; probe++) {
        int slot = (home + probe) & (words.length - 1);
        String word = words[slot];
        if (word == null) {
          return make(slot, head, tail, source, from, length);
        }
        int key = slot * KEY;
        if (keys[key] == head
            && keys[key + 1] == tail
            && keys[key + 2] == length
            && (length <= 2 * Long.BYTES || goesOn(slot, source, from, length))) {
          return word;
        }
      }
      return make(home, head, tail, source, from, length);
    }

    /// Whether what is between the first eight bytes and the last eight is the same too.
    private boolean goesOn(int slot, byte[] source, int from, int length) {
      int key = slot * KEY;
      int last = from + length - Long.BYTES;
      if (keys[key + 3] != (long) LONG.get(source, Math.min(from + Long.BYTES, last))
          || keys[key + 4] != (long) LONG.get(source, Math.min(from + 2 * Long.BYTES, last))
          || keys[key + 5] != (long) LONG.get(source, Math.min(from + 3 * Long.BYTES, last))) {
        return false;
      }
      byte[] known = bytes[slot];
      return length <= IN_KEY
          || (known != null && Arrays.equals(known, 0, length, source, from, from + length));
    }

    private String make(int slot, long head, long tail, byte[] source, int from, int length) {
      String made = new String(source, from, length, StandardCharsets.ISO_8859_1);
      // A word of the program's own is then the same object, which makes comparing them short.
      String word = length > SHORT ? made : made.intern();
      int key = slot * KEY;
      keys[key] = head;
      keys[key + 1] = tail;
      keys[key + 2] = length;
      if (length > 2 * Long.BYTES) {
        int last = from + length - Long.BYTES;
        keys[key + 3] = (long) LONG.get(source, Math.min(from + Long.BYTES, last));
        keys[key + 4] = (long) LONG.get(source, Math.min(from + 2 * Long.BYTES, last));
        keys[key + 5] = (long) LONG.get(source, Math.min(from + 3 * Long.BYTES, last));
      }
      bytes[slot] = length > IN_KEY ? Arrays.copyOfRange(source, from, from + length) : null;
      words[slot] = word;
      return word;
    }
  }
}
