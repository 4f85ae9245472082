package dev.breakeven.model.rehearsal;

/// One step of a reference solution, in the words of the agents' editor.
public sealed interface EditStep {
  /// The file it touches, relative to the repository.
  String path();

  /// Replaces `before`, which stands exactly once in the file, by `after`.
  record Replace(String path, String before, String after) implements EditStep {}

  /// Creates a file with `text`.
  record Create(String path, String text) implements EditStep {}
}
