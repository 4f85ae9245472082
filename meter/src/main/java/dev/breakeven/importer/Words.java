package dev.breakeven.importer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Short words that come up again and again in a log, such as its keys: each is made once.
final class Words {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SLOTS = 1024;
  private static final int LONGEST = 64;

  private final byte[] @Nullable [] bytes = new byte[SLOTS][];
  private final @Nullable String[] words = new String[SLOTS];

  /// The word of `length` bytes from `from`, all of them ASCII. There must be 8 bytes from `from`.
  String word(byte[] source, int from, int length) {
    if (length == 0 || length > LONGEST) {
      return new String(source, from, length, StandardCharsets.ISO_8859_1);
    }
    int slot = slot(source, from, length);
    byte[] known = bytes[slot];
    String word = words[slot];
    if (known != null
        && word != null
        && Arrays.equals(known, 0, known.length, source, from, from + length)) {
      return word;
    }
    String made = new String(source, from, length, StandardCharsets.ISO_8859_1);
    bytes[slot] = Arrays.copyOfRange(source, from, from + length);
    words[slot] = made;
    return made;
  }

  private static int slot(byte[] source, int from, int length) {
    long head = (long) LONG.get(source, from);
    if (length < Long.BYTES) {
      head &= (1L << (Byte.SIZE * length)) - 1;
    } else {
      head = 31 * head + (long) LONG.get(source, from + length - Long.BYTES);
    }
    long mixed = (head + length) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> (Long.SIZE - 10));
  }
}
