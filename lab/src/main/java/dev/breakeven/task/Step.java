package dev.breakeven.task;

/// One step of a solution as a pack writes it. It may name text of the repository instead of
/// repeating it; [Setup] resolves it to literal [Edit]s.
public sealed interface Step {
  /// The file it touches, relative to the repository.
  String file();

  /// Replaces text.
  ///
  /// @param each whether every occurrence is replaced; otherwise there must be exactly one
  record Replace(String file, String before, String after, boolean each) implements Step {}

  /// Creates a file; `${name}` in its text stands for what a [Cut] named so.
  record Create(String file, String text) implements Step {}

  /// Removes a method and its documentation comment from a Java file, or a function from a Python
  /// module, and keeps its text.
  ///
  /// @param member its name, which only one method or function of the file has
  /// @param as the name under which later steps find the text
  record Cut(String file, String member, String as) implements Step {}
}
