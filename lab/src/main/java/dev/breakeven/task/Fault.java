package dev.breakeven.task;

/// One fault put into a repository.
///
/// @param kind what it is, such as `missing-return`
/// @param tool the kind of check that must catch it: `javac`, `checkstyle` or `junit`
/// @param path the file it is in
/// @param edit puts it into the untouched file
/// @param inverse takes it out of the prepared file
public record Fault(
    String kind, String tool, String path, Edit.Replace edit, Edit.Replace inverse) {}
