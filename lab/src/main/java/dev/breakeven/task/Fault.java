package dev.breakeven.task;

/// One fault put into a repository.
///
/// @param kind what it is, such as `missing-return`
/// @param tool the kind of check that must catch it: `javac`, `checkstyle` or `junit`; `mypy`,
///   `ruff` or `pytest`
/// @param path the file it is in
/// @param line where it is in the prepared file, from 1
/// @param edit puts it into the untouched file
/// @param inverse takes it out of the prepared file
public record Fault(
    String kind, String tool, String path, int line, Edit.Replace edit, Edit.Replace inverse) {}
