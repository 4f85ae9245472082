package dev.breakeven.task;

import java.nio.file.Path;
import java.util.List;

/// A pack whose repository and tasks stand ready on disk.
///
/// @param pack what was prepared
/// @param fingerprint of everything that decided the prepared files
/// @param base the untouched repository, not to be changed
/// @param tasks in the pack's order
public record PreparedPack(Pack pack, String fingerprint, Path base, List<PreparedTask> tasks) {
  /// Takes an immutable copy.
  public PreparedPack {
    tasks = List.copyOf(tasks);
  }

  /// The prepared task of that name.
  ///
  /// @throws IllegalArgumentException if there is none
  public PreparedTask task(String name) {
    return tasks.get(pack.tasks().indexOf(pack.task(name)));
  }
}
