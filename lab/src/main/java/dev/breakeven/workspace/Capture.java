package dev.breakeven.workspace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The output of a process, in bounded memory: its first and its last bytes.
///
/// One thread may add while another reads.
final class Capture {
  private final byte[] head;
  private final byte[] tail;
  private long total;

  /// Keeps at most `bytes` bytes, half of them from each end.
  Capture(int bytes) {
    head = new byte[bytes / 2];
    tail = new byte[bytes - bytes / 2];
  }

  /// Takes the first `count` bytes of `chunk`.
  synchronized void add(byte[] chunk, int count) {
    int toHead = Math.clamp(head.length - total, 0, count);
    System.arraycopy(chunk, 0, head, (int) Math.min(total, head.length), toHead);
    total += toHead;
    int from = Math.max(toHead, count - tail.length);
    total += from - toHead;
    for (int at = from; at < count; ) {
      int position = (int) ((total - head.length) % tail.length);
      int run = Math.min(count - at, tail.length - position);
      System.arraycopy(chunk, at, tail, position, run);
      at += run;
      total += run;
    }
  }

  /// How many bytes were taken.
  synchronized long total() {
    return total;
  }

  /// What was kept as UTF-8, invalid bytes replaced by U+FFFD, with a note where bytes are missing.
  synchronized String text() {
    if (total <= head.length) {
      return new String(head, 0, (int) total, StandardCharsets.UTF_8);
    }
    long behind = total - head.length;
    if (behind <= tail.length) {
      byte[] all = Arrays.copyOf(head, (int) total);
      System.arraycopy(tail, 0, all, head.length, (int) behind);
      return new String(all, StandardCharsets.UTF_8);
    }
    int split = (int) (behind % tail.length);
    byte[] end = new byte[tail.length];
    System.arraycopy(tail, split, end, 0, tail.length - split);
    System.arraycopy(tail, 0, end, tail.length - split, split);
    return new String(head, StandardCharsets.UTF_8)
        + "\n[... "
        + (behind - tail.length)
        + " bytes of output not kept ...]\n"
        + new String(end, StandardCharsets.UTF_8);
  }
}
