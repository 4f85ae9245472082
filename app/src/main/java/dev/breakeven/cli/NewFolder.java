package dev.breakeven.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Folders that sessions are written to.
final class NewFolder {
  private NewFolder() {}

  /// Makes sure that nothing in `folder` could be overwritten, and that what is written there will
  /// not be read as further sessions next time.
  ///
  /// @param option how users name the folder: `--to`
  /// @param read what is read
  /// @throws UserError if it is no folder, holds anything, or lies within one of `read`
  static void require(String option, Path folder, List<Path> read) throws IOException {
    Path at = folder.toAbsolutePath().normalize();
    for (Path path : read) {
      if (at.startsWith(path.toAbsolutePath().normalize())) {
        throw new UserError(
            "expected %s to name a folder outside of %s, which is read: the next audit would count its sessions twice; got %s"
                .formatted(option, path, folder));
      }
    }
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          "expected %s to name a folder, got the file %s".formatted(option, folder));
    }
    try (var inside = Files.list(folder)) {
      if (inside.findAny().isPresent()) {
        throw new UserError(
            "expected %s to name a new or an empty folder; there is something in %s, and nothing was written"
                .formatted(option, folder));
      }
    }
  }
}
