package dev.breakeven.workspace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A command to run in a [Sandbox].
///
/// Paths are paths of this machine; a sandbox shows each mount at the same path or, where a mount
/// says so, elsewhere. The command sees no variable of our own environment but those given here.
///
/// @param words the program and its arguments, passed as they are, without a shell
/// @param folder where it starts, as seen inside
/// @param environment its variables, on top of a minimal PATH, HOME, LANG and TZ
/// @param mounts what it may see beside the system's own programs
/// @param limit after how long it and all its descendants are killed
public record Command(
    List<String> words,
    String folder,
    Map<String, String> environment,
    List<Mount> mounts,
    Duration limit) {
  /// Takes immutable copies.
  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
    mounts = List.copyOf(mounts);
  }

  /// The folders and files of this machine that it may change.
  List<Path> writable() {
    return mounts.stream().filter(Mount::writable).map(Mount::outside).toList();
  }

  /// A part of this machine's files that a command may see.
  ///
  /// @param outside its path on this machine
  /// @param inside its absolute path as the command sees it
  /// @param writable whether the command may change it
  public record Mount(Path outside, String inside, boolean writable) {}
}
