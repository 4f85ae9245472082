package dev.breakeven.importer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that are likely to come up again, and what they say: a look at their words of eight tells
/// whether they stand somewhere.
class Token {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final String text;
  private final byte[] bytes;
  private final int length;
  private final boolean goesOn;
  private final long head;
  private final long mask;
  private final long tail;

  /// @param text what the bytes say
  /// @param written how it is written, in ASCII
  Token(String text, String written) {
    this.text = text;
    length = written.length();
    bytes = written.getBytes(StandardCharsets.ISO_8859_1);
    byte[] padded = Arrays.copyOf(bytes, Math.max(length, Long.BYTES));
    mask = length < Long.BYTES ? (1L << (Byte.SIZE * length)) - 1 : -1;
    goesOn = length > Long.BYTES;
    head = eight(padded, 0);
    tail = eight(padded, padded.length - Long.BYTES);
  }

  /// What it says.
  String text() {
    return text;
  }

  /// How many bytes it takes.
  int length() {
    return length;
  }

  /// The eight bytes at `from`.
  static long eight(byte[] source, int from) {
    return (long) LONG.get(source, from);
  }

  /// Whether it stands where the eight bytes `eight` stand in `source`, at `from`.
  boolean isAt(byte[] source, int from, long eight) {
    return (eight & mask) == head && (!goesOn || goesOn(source, from));
  }

  /// Whether it is written as `written`.
  boolean isWritten(String written) {
    return Arrays.equals(bytes, written.getBytes(StandardCharsets.ISO_8859_1));
  }

  private boolean goesOn(byte[] source, int from) {
    int last = length - Long.BYTES;
    if (from + length > source.length || eight(source, from + last) != tail) {
      return false;
    }
    for (int at = Long.BYTES; at < last; at += Long.BYTES) {
      if (eight(source, from + at) != eight(bytes, at)) {
        return false;
      }
    }
    return true;
  }
}
