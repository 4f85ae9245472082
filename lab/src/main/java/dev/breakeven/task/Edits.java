package dev.breakeven.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Edits, carried out as an agent's editor would.
public final class Edits {
  private Edits() {}

  /// Carries out `edits` in order, under `root`.
  ///
  /// @throws IllegalArgumentException if a text to replace does not stand exactly once in its file,
  ///   or a file to create exists
  public static void apply(Path root, List<? extends Edit> edits) {
    for (Edit edit : edits) {
      Path file = root.resolve(edit.path());
      switch (edit) {
        case Edit.Replace replace -> FileTree.write(file, applied(FileTree.read(file), replace));
        case Edit.Create create -> {
          if (Files.exists(file)) {
            throw new IllegalArgumentException(create.path() + " exists and cannot be created");
          }
          FileTree.write(file, create.text());
        }
      }
    }
  }

  /// The text of a file after one replacement.
  static String applied(String text, Edit.Replace replace) {
    int at = text.indexOf(replace.before());
    int occurrences = occurrences(text, replace.before());
    if (occurrences != 1) {
      throw new IllegalArgumentException(
          "expected one occurrence in "
              + replace.path()
              + ", found "
              + occurrences
              + ": "
              + replace.before());
    }
    return text.substring(0, at) + replace.after() + text.substring(at + replace.before().length());
  }

  /// How often `part` stands in `text`, overlapping ones included; an empty part stands nowhere.
  static int occurrences(String text, String part) {
    int count = 0;
    if (!part.isEmpty()) {
      for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
        count++;
      }
    }
    return count;
  }
}
