package dev.breakeven.tool;

import dev.breakeven.workspace.Pinned;
import dev.breakeven.workspace.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/// A text file as the editor works on it: lines end in `\n` whatever they end in on disk, and its
/// encoding and line ends are kept when it is written back.
///
/// @param text the content; if every line of the file ends in `\r\n`, with `\n` in its place
/// @param windows whether every line of the file ends in `\r\n`
/// @param encoding UTF-8, or ISO 8859-1 if it is not valid UTF-8
record TextFile(String text, boolean windows, Charset encoding) {
  /// A file that has nothing in it yet.
  static final TextFile EMPTY = new TextFile("", false, StandardCharsets.UTF_8);

  private static final long LARGEST = 4L << 20;

  /// Reads a regular file; `name` is what the model calls it.
  ///
  /// @throws BadInput if it is over 4 MiB or holds a zero byte
  /// @throws IOException if it cannot be read
  static TextFile read(Pinned file, String name) throws IOException {
    long size = file.attributes().size();
    byte[] bytes = {};
    if (size <= LARGEST) {
      try (InputStream in = Files.newInputStream(file.path())) {
        // It may have grown meanwhile.
        bytes = in.readNBytes((int) LARGEST + 1);
      }
    }
    if (Math.max(size, bytes.length) > LARGEST) {
      throw new BadInput(
          "expected a text file of at most %d bytes, %s has %d; look at it with bash"
              .formatted(LARGEST, name, Math.max(size, bytes.length)));
    }
    for (byte one : bytes) {
      if (one == 0) {
        throw new BadInput("expected a text file, %s is binary".formatted(name));
      }
    }
    return decode(bytes);
  }

  private static TextFile decode(byte[] bytes) {
    String raw;
    Charset encoding = StandardCharsets.UTF_8;
    try {
      raw = encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      encoding = StandardCharsets.ISO_8859_1;
      raw = new String(bytes, encoding);
    }
    String plain = raw.replace("\r\n", "\n");
    boolean windows = plain.length() < raw.length() && plain.replace("\n", "\r\n").equals(raw);
    return new TextFile(windows ? plain : raw, windows, encoding);
  }

  /// A piece of text a model gave, with line ends as [#text] has them.
  String adapted(String piece) {
    return windows ? piece.replace("\r\n", "\n") : piece;
  }

  /// The same file with other content.
  TextFile with(String other) {
    return new TextFile(other, windows, encoding);
  }

  /// Writes it in the place of the file that is there, which keeps its permissions.
  ///
  /// @throws BadInput if its encoding has no bytes for a character
  /// @throws IOException if it cannot be written
  void write(Place place) throws IOException {
    ByteBuffer bytes = bytes(place.name());
    write(
        bytes,
        place.found().orElseThrow().path(),
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  /// Writes it where nothing is, and makes the folders above.
  ///
  /// @throws BadInput if its encoding has no bytes for a character
  /// @throws IOException if it cannot be written
  void create(Place place) throws IOException {
    ByteBuffer bytes = bytes(place.name());
    write(bytes, place.free(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private ByteBuffer bytes(String name) {
    try {
      String raw = windows ? text.replace("\n", "\r\n") : text;
      return encoding.newEncoder().encode(CharBuffer.wrap(raw));
    } catch (CharacterCodingException e) {
      throw new BadInput(
          "expected characters that %s, the encoding of %s, can hold; nothing was changed"
              .formatted(encoding.name(), name));
    }
  }

  private static void write(ByteBuffer bytes, Path path, OpenOption... options) throws IOException {
    try (var channel = Files.newByteChannel(path, options)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /// Its lines without their ends; an end after the last line starts no further one.
  List<String> lines() {
    if (text.isEmpty()) {
      return List.of();
    }
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return List.of(body.split("\n", -1));
  }

  /// Lines `first` to `last`, counted from 1, each with its number: ` 12<tab>text`.
  String numbered(int first, int last) {
    var numbered = new StringBuilder();
    List<String> lines = lines();
    for (int number = first; number <= last; number++) {
      String line = lines.get(number - 1);
      String shown = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
      numbered.append(String.format(Locale.ROOT, "%6d\t%s\n", number, shown));
    }
    return numbered.toString();
  }
}
