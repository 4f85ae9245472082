package dev.breakeven.task;

/// A place where a fault could go.
///
/// @param kind what it would be
/// @param tool the kind of check that would catch it
/// @param source the file
/// @param change what would be exchanged
record FaultPlace(String kind, String tool, Source source, Change change) {
  /// A part of the text exchanged for another.
  ///
  /// @param start where the exchanged text starts
  /// @param end where it ends
  /// @param text what would take its place
  /// @param mark where in `text` the line begins or goes on that the tool would name
  record Change(int start, int end, String text, int mark) {
    /// A change whose first line is the one that the tool would name.
    Change(int start, int end, String text) {
      this(start, end, text, 0);
    }
  }

  String path() {
    return source.path();
  }

  int start() {
    return change.start();
  }

  int end() {
    return change.end();
  }

  String replacement() {
    return change.text();
  }

  /// How a pack names the place: `path:line kind`, the line being that of the untouched file.
  String name() {
    return path() + ":" + line() + " " + kind;
  }

  /// The line of the untouched file at which it starts.
  int line() {
    return Source.line(source.text(), start());
  }
}
