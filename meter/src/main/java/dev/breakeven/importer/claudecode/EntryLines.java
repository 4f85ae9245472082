package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.JsonCursor;
import dev.breakeven.importer.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads transcripts, one after another, by one buffer. For one thread.
final class EntryLines {
  private final JsonLines lines = new JsonLines();
  private final Function<JsonCursor, Entry> reading;

  /// @param contents what is wanted of them; where a length is not enough, texts are kept
  EntryLines(Contents contents) {
    reading = json -> EntryReader.read(json, contents);
  }

  /// Begins to read `stream`, see [JsonLines#open].
  void open(InputStream stream, int first) {
    lines.open(stream, first);
  }

  /// Reads the next line and hands its entry to `taker`, see [JsonLines#next].
  JsonLines.Outcome next(Consumer<Entry> taker) throws IOException {
    return lines.next(reading, taker);
  }

  /// The number of the line at hand, from 1.
  long number() {
    return lines.number();
  }

  /// Why the line at hand is broken.
  String reason() {
    return lines.reason();
  }
}
