package dev.breakeven.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that a page is written to.
final class PageFile {
  private static final int HEAD = 4096;

  private PageFile() {}

  /// Refuses to write over what is no page of this program.
  ///
  /// @param option what named the file
  /// @throws UserError if `file` is there and neither empty nor such a page
  static void require(String option, Path file) throws IOException {
    if (Files.exists(file) && !isPage(file)) {
      throw new UserError(
          "expected %s to name a new file or an older report, got %s, which is none"
              .formatted(option, file));
    }
  }

  private static boolean isPage(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      var head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
      return head.isEmpty()
          || (head.startsWith("<!doctype html>") && head.contains("Breakeven</title>"));
    }
  }
}
