package dev.breakeven.study;

import dev.breakeven.trace.Secrets;
import dev.breakeven.trace.TraceWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// The trace of a trial on disk. What an attempt left that was cut off is kept beside it, under
/// `cut-off/`, for its calls were billed.
///
/// @param writer writes it
/// @param channel the open file
record TraceFile(TraceWriter writer, FileChannel channel) implements AutoCloseable {
  private static final String END = ".jsonl";

  /// Begins the trace in `file`.
  ///
  /// @param secrets what is covered in it
  /// @throws UncheckedIOException if it cannot be written
  static TraceFile begin(Path file, Secrets secrets) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      if (Files.exists(file)) {
        Files.createDirectories(file.resolveSibling("cut-off"));
        Files.move(file, free(file));
      }
      var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new TraceFile(
          new TraceWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), secrets), channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the trace " + file, e);
    }
  }

  /// The first name that is free for a cut-off attempt: `cut-off/A-T1-1.1.jsonl`.
  private static Path free(Path file) {
    var name = String.valueOf(file.getFileName()).replaceFirst("\\.jsonl$", "");
    for (int number = 1; ; number++) {
      var kept = file.resolveSibling("cut-off").resolve(name + "." + number + END);
      if (!Files.exists(kept)) {
        return kept;
      }
    }
  }

  /// Returns when all that was written is on the disk itself.
  void force() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() {
    writer.close();
  }
}
