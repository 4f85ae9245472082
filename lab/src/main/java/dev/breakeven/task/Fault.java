package dev.breakeven.task;

/// One fault put into a repository.
///
/// @param kind what it is, such as `missing-return`
/// @param tool the kind of check that must catch it: `javac`, `checkstyle` or `junit`; `mypy`,
///   `ruff` or `pytest`
/// @param line where it is in the prepared file, from 1
/// @param place the line of the untouched file at which it was put in, from 1
/// @param edit puts it into the untouched file
/// @param inverse takes it out of the prepared file
public record Fault(
    String kind, String tool, int line, int place, Edit.Replace edit, Edit.Replace inverse) {
  /// The file it is in.
  public String path() {
    return edit.path();
  }

  /// How a pack names the place: `path:line kind`, the line being that of the untouched file.
  public String name() {
    return path() + ":" + place + " " + kind;
  }
}
