package dev.breakeven.importer;

import dev.breakeven.importer.JsonCursor.BrokenException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A log of one JSON value a line, read in one pass: a value's end is where its line's end is
/// looked for, so no byte is searched twice.
///
/// One buffer slides over the log and grows to the longest line, up to a limit beyond which a line
/// is given up. To be used again and again, by one thread.
public final class JsonLines {
  /// The most bytes a line may have.
  public static final int LONGEST = 64 << 20;

  private static final int FIRST_SIZE = 512 << 10;

  private final JsonCursor cursor = new JsonCursor();
  private byte[] buffer = new byte[FIRST_SIZE + JsonText.SPARE];
  private InputStream in = InputStream.nullInputStream();
  private int step;
  private int start;
  private int filled;
  private long number;
  private boolean exhausted;
  private String reason = "";

  /// A reader of nothing.
  public JsonLines() {}

  /// What came of a line.
  public enum Outcome {
    /// It was read.
    READ,
    /// It is no JSON, or not what was expected; [#reason] says why.
    BROKEN,
    /// It breaks off at the end of the log.
    CUT,
    /// There is none any more.
    END
  }

  /// Begins to read `stream`, which the caller closes.
  ///
  /// @param first how many bytes to read at first; then as many again as there are of the line
  public void open(InputStream stream, int first) {
    if (buffer.length > 4 * FIRST_SIZE) {
      buffer = new byte[FIRST_SIZE + JsonText.SPARE];
    }
    in = stream;
    step = first;
    start = 0;
    filled = 0;
    number = 0;
    exhausted = false;
    buffer[0] = '\n';
  }

  /// Reads the next line that is not empty, and hands what `reader` makes of it to `taker`.
  ///
  /// @param reader reads the one value of the line and may be called again for the same line; it
  ///   may throw an IllegalArgumentException
  /// @throws IOException if the stream fails
  public <T> Outcome next(Function<JsonCursor, T> reader, Consumer<T> taker) throws IOException {
    if (!begin()) {
      return Outcome.END;
    }
    while (true) {
      cursor.set(buffer, start, filled);
      @Nullable T value = null;
      try {
        value = reader.apply(cursor);
        if (!cursor.ends()) {
          return broken("expected one value a line, got more");
        }
      } catch (BrokenException e) {
        if (!cursor.exhausted()) {
          return broken("expected a line of JSON: " + e.getMessage());
        }
        reason = String.valueOf(e.getMessage());
      } catch (IllegalArgumentException e) {
        return broken(String.valueOf(e.getMessage()));
      }
      if (cursor.exhausted() && !exhausted) {
        if (filled - start >= LONGEST) {
          return broken("expected a line of at most " + LONGEST + " bytes, got a longer one");
        }
        fill();
        continue;
      }
      if (value == null) {
        start = filled;
        return Outcome.CUT;
      }
      start = Math.min(cursor.at() + 1, filled);
      taker.accept(value);
      return Outcome.READ;
    }
  }

  /// Moves to the first line that is not empty.
  private boolean begin() throws IOException {
    number++;
    while (true) {
      if (start >= filled && !refill()) {
        return false;
      }
      byte first = blanks();
      if (first != '\n') {
        return true;
      }
      if (start < filled) { // else it is not the line that ends here, but what was read of it
        start++;
        number++;
      }
    }
  }

  /// Moves over blanks, which may lead a line; gives what stands behind them.
  private byte blanks() {
    while (buffer[start] == ' ' || buffer[start] == '\t' || buffer[start] == '\r') {
      start++;
    }
    return buffer[start];
  }

  private boolean refill() throws IOException {
    while (start >= filled && !exhausted) {
      fill();
    }
    return start < filled;
  }

  private Outcome broken(String why) throws IOException {
    reason = why;
    while (true) {
      int end = newline(start);
      start = Math.min(end + 1, filled);
      if (end < filled || !refill()) {
        return Outcome.BROKEN;
      }
    }
  }

  private int newline(int from) {
    int at = from;
    while (at < filled && buffer[at] != '\n') {
      at++;
    }
    return at;
  }

  /// Reads on behind what is there.
  private void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
    }
    int room = buffer.length - JsonText.SPARE - filled;
    if (room == 0) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      room = buffer.length - JsonText.SPARE - filled;
    }
    int count = in.read(buffer, filled, Math.min(room, Math.max(step, filled)));
    if (count < 0) {
      exhausted = true;
    } else {
      filled += count;
    }
    buffer[filled] = '\n';
  }

  /// The number of the line at hand, from 1.
  public long number() {
    return number;
  }

  /// Why the line at hand is broken.
  public String reason() {
    return reason;
  }
}
