package dev.breakeven.importer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// One log to be read, by name.
///
/// @param name its path with `/` between folders; importers may take meaning from folders and the
///   file's name, and messages quote it
/// @param source its bytes
public record Input(String name, Source source) {
  /// Where an input's bytes come from.
  @FunctionalInterface
  public interface Source {
    /// The bytes from the beginning; the importer closes the stream. Opened more than once.
    ///
    /// @throws IOException if they cannot be read
    InputStream open() throws IOException;
  }

  /// An input that holds `text`.
  public static Input of(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Input(name, () -> new ByteArrayInputStream(bytes));
  }

  /// The last part of the name.
  public String file() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /// The name up to its last `/`, without it; empty if there is none.
  public String folder() {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }
}
