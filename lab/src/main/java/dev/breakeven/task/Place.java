package dev.breakeven.task;

/// A place in a file a person wrote, for messages about it.
///
/// @param file the file as the reader was given it
/// @param line from 1
/// @param column from 1
record Place(String file, int line, int column) {
  /// An error about this place: what was expected, what came, what to do.
  IllegalArgumentException error(String message) {
    return new IllegalArgumentException(this + ": " + message);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
