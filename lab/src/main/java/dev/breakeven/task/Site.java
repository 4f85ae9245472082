package dev.breakeven.task;

/// A place where a fault could go.
///
/// @param kind what it would be
/// @param tool the kind of check that would catch it
/// @param source the file
/// @param start where the exchanged text starts
/// @param end where it ends
/// @param replacement what would take its place
record Site(String kind, String tool, JavaSource source, int start, int end, String replacement) {
  String path() {
    return source.path();
  }
}
