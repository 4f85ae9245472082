package dev.breakeven.generate;

import dev.breakeven.task.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Texts of a repository, whatever they are written in.
final class Texts {
  private Texts() {}

  /// The text of a file; what is no UTF-8 is read byte by byte. Empty if there is no file.
  static String read(Path file) {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try {
      return FileTree.read(file);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof MalformedInputException) {
        return bytes(file);
      }
      throw e;
    }
  }

  /// Whether a file can be read as UTF-8.
  static boolean isUtf8(Path file) {
    try {
      Files.readString(file);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String bytes(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
