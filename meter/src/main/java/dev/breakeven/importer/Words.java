package dev.breakeven.importer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Words that come up again and again in a log, such as its keys: each is made once, as long as not
/// too many others do.
///
/// Short ones, which are few, are kept apart from long ones such as ids, of which each log has
/// others: the long ones drive only each other out.
final class Words {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SHORT = 32;
  private static final int LONGEST = 256;

  /// In how many slots a word may stand, so that two that share one do not drive each other out.
  private static final int PROBES = 4;

  private final Table shortWords = new Table(12);
  private final Table longWords = new Table(6);

  /// The word of `length` bytes from `from`, all of them ASCII. There must be 8 bytes from `from`.
  String word(byte[] source, int from, int length) {
    if (length == 0 || length > LONGEST) {
      return new String(source, from, length, StandardCharsets.ISO_8859_1);
    }
    return (length > SHORT ? longWords : shortWords).word(source, from, length);
  }

  /// Words by their hash.
  private static final class Table {
    private final int bits;
    private final byte[] @Nullable [] bytes;
    private final @Nullable String[] words;

    Table(int bits) {
      this.bits = bits;
      bytes = new byte[1 << bits][];
      words = new String[1 << bits];
    }

    String word(byte[] source, int from, int length) {
      int home = slot(source, from, length);
      int slot = home;
      for (int probe = 0; probe < PROBES; probe++) {
        byte[] known = bytes[slot];
        String word = words[slot];
        if (known == null || word == null) {
          return make(slot, source, from, length);
        }
        if (known.length == length
            && Arrays.equals(known, 0, length, source, from, from + length)) {
          return word;
        }
        slot = (slot + 1) & (words.length - 1);
      }
      return make(home, source, from, length);
    }

    private String make(int slot, byte[] source, int from, int length) {
      String word = new String(source, from, length, StandardCharsets.ISO_8859_1);
      bytes[slot] = Arrays.copyOfRange(source, from, from + length);
      words[slot] = word;
      return word;
    }

    private int slot(byte[] source, int from, int length) {
      long head = (long) LONG.get(source, from);
      if (length < Long.BYTES) {
        head &= (1L << (Byte.SIZE * length)) - 1;
      } else {
        head = 31 * head + (long) LONG.get(source, from + length - Long.BYTES);
      }
      long mixed = (head + length) * 0x9E3779B97F4A7C15L;
      return (int) (mixed >>> (Long.SIZE - bits));
    }
  }
}
