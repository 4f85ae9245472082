package dev.breakeven.tool;

import dev.breakeven.workspace.Pinned;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What is in a folder, two levels deep, as a model reads it.
final class Listing {
  /// More would not be shown anyway: a tool's answer is cut.
  private static final int MOST = 2_000;

  private static final int LEVELS = 2;

  private Listing() {}

  /// One path a line, folders with a `/` at the end, sorted by name; hidden ones are left out and
  /// links are not followed.
  ///
  /// @throws IOException if the folder cannot be read
  static String of(Pinned folder, String name) throws IOException {
    var lines = new ArrayList<String>();
    lines.add(name + "/");
    add(folder, name, LEVELS, lines);
    return String.join("\n", lines) + "\n";
  }

  private static void add(Pinned folder, String name, int levels, List<String> lines)
      throws IOException {
    for (Path entry : sorted(folder.path())) {
      if (lines.size() >= MOST) {
        return;
      }
      String path = name + "/" + entry.getFileName();
      try (Pinned held = folder.child(entry.getFileName())) {
        if (held.attributes().isDirectory()) {
          lines.add(path + "/");
          if (levels > 1 && Files.isReadable(held.path())) {
            add(held, path, levels - 1, lines);
          }
        } else {
          lines.add(path);
        }
      } catch (NoSuchFileException e) {
        // It is gone again.
      }
    }
  }

  private static List<Path> sorted(Path folder) throws IOException {
    var entries = new ArrayList<Path>();
    try (var stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        if (!entry.getFileName().toString().startsWith(".")) {
          entries.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(null);
    return entries;
  }
}
