package dev.breakeven.cli;

import dev.breakeven.audit.Redaction;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Copies of sessions without their contents, one file each in a folder of their own. For one
/// thread.
final class RedactedCopies {
  private final Path folder;
  private final Redaction redaction;

  /// None yet.
  ///
  /// @param folder where they go; made with the first
  RedactedCopies(Path folder, Pricing pricing) {
    this.folder = folder;
    this.redaction = new Redaction(pricing);
  }

  /// Writes the next one.
  ///
  /// @throws UserError if it cannot be written, or stands there already
  void write(Trace trace) {
    Trace copy = redaction.copy(trace);
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve("session-" + redaction.copies() + ".jsonl");
      try (BufferedWriter out =
          Files.newBufferedWriter(
              file,
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE)) {
        TraceWriter.write(copy, out);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new UserError("could not write to the folder for --redact: " + e.getMessage(), e);
    }
  }

  /// What was written, in two sentences.
  String sentences() {
    int copies = redaction.copies();
    if (copies == 0) {
      return "No session to redact; nothing was written to " + folder + ".";
    }
    return """
    Wrote %d redacted %s to %s.
    They hold times, token counts, lengths, roles, models, recorded costs and the names of tools
    that clients bring along, but no content; projects, sessions, agents and all other names are
    numbered.\
    """
        .formatted(copies, copies == 1 ? "session" : "sessions", folder);
  }
}
