package dev.breakeven.importer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The lines of a log as bytes: one buffer that slides over the stream and grows to the longest
/// line, up to a limit beyond which a line is given up.
public final class LineSource {
  private static final int FIRST_SIZE = 1 << 16;

  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[FIRST_SIZE];
  private int start;
  private int end;
  private int filled;
  private long number;
  private boolean ended = true;
  private boolean tooLong;
  private boolean exhausted;

  /// Reads from `in`, which the caller closes.
  ///
  /// @param longest the most bytes a line may have
  public LineSource(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /// Moves on to the next line; false after the last.
  ///
  /// @throws IOException if the stream fails
  public boolean next() throws IOException {
    start = end + (number > 0 && ended ? 1 : 0);
    number++;
    tooLong = false;
    int scan = start;
    while (true) {
      for (; scan < filled; scan++) {
        if (buffer[scan] == '\n') {
          end = scan;
          ended = true;
          return true;
        }
      }
      if (exhausted) {
        end = filled;
        ended = false;
        return end > start;
      }
      scan -= fill();
    }
  }

  /// Reads on behind what is there; returns by how much that moved to the left.
  private int fill() throws IOException {
    int moved = start;
    if (filled - start >= longest) {
      tooLong = true;
      moved = filled;
      start = 0;
      filled = 0;
    } else if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    if (count < 0) {
      exhausted = true;
    } else {
      filled += count;
    }
    return moved;
  }

  /// The array that holds the line, from [#offset] on, [#length] bytes; valid until the next line.
  public byte[] bytes() {
    return buffer;
  }

  /// Where the line begins in [#bytes].
  public int offset() {
    return start;
  }

  /// How many bytes it has, without its end.
  public int length() {
    return end - start;
  }

  /// Its number, from 1.
  public long number() {
    return number;
  }

  /// Whether it has an end: the last line of a file that is being written may not.
  public boolean ended() {
    return ended;
  }

  /// Whether the line had more bytes than allowed; [#bytes] then holds only its rest.
  public boolean tooLong() {
    return tooLong;
  }
}
