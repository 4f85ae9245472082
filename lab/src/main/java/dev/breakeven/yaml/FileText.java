package dev.breakeven.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads text files that people write: UTF-8, at most [#MOST_BYTES] long.
public final class FileText {
  /// More than any file that is written by hand.
  public static final int MOST_BYTES = 3 << 20;

  private FileText() {}

  /// The text of `file`, without a byte order mark.
  ///
  /// @param what what messages call such a file, for example "study file"
  /// @throws IllegalArgumentException if there is no such file, if it is no file, too long or no
  ///   UTF-8: says what was expected, what came, and where
  public static String read(Path file, String what) {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException("expected a " + what + ", got the folder " + file);
    }
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no " + what + " " + file, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the " + what + " " + file + ": " + e, e);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "%s: expected a %s of at most %d bytes, got a longer one"
              .formatted(file, what, MOST_BYTES));
    }
    return decoded(file, bytes);
  }

  private static String decoded(Path file, byte[] bytes) {
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      throw new IllegalArgumentException(file + ": expected UTF-8, got UTF-16; save it as UTF-8");
    }
    int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    var in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    var decoder = StandardCharsets.UTF_8.newDecoder();
    try {
      return decoder.decode(in).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "%s:%d: expected UTF-8, got the byte 0x%02X; save it as UTF-8"
              .formatted(file, line(bytes, in.position()), bytes[in.position()]),
          e);
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static int line(byte[] bytes, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
