package dev.breakeven.trace;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The lines of a text, which knows of the last one whether it was ended; [BufferedReader#readLine]
/// does not tell.
final class Lines {
  private final BufferedReader in;
  private boolean ended = true;

  Lines(BufferedReader in) {
    this.in = in;
  }

  /// The next line without its end, or null after the last.
  @Nullable String next() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return line.toString();
      }
      line.append((char) c);
    }
    ended = line.isEmpty();
    return ended ? null : line.toString();
  }

  /// Whether the line that [#next] gave last had an end.
  boolean ended() {
    return ended;
  }
}
