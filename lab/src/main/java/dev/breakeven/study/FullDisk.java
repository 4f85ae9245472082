package dev.breakeven.study;

import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.regex.Pattern;

/// Tells a full disk from other failures: it stops a run instead of breaking one trial after the
/// other, and what was recorded stands.
public final class FullDisk {
  /// How Linux, macOS and SQLite say that no space is left.
  private static final Pattern WORDS =
      Pattern.compile("No space left|SQLITE_FULL|Disk quota exceeded");

  private FullDisk() {}

  /// Whether `failure` or one of its causes is a full disk.
  public static boolean caused(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (WORDS.matcher(words(cause)).find()) {
        return true;
      }
    }
    return false;
  }

  /// What the system said, without the names of files, which may be an agent's words.
  private static String words(Throwable cause) {
    return switch (cause) {
      case UncheckedIOException _ -> "";
      case FileSystemException refused -> String.valueOf(refused.getReason());
      default -> String.valueOf(cause.getMessage());
    };
  }
}
