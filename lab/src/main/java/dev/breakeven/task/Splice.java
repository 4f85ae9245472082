package dev.breakeven.task;

/// A part of a text exchanged for another, made literal: as much of the surrounding lines is taken
/// in as it takes for the old text to stand exactly once.
///
/// @param text the whole old text
/// @param start where the part starts
/// @param end where it ends
/// @param replacement what takes its place
record Splice(String text, int start, int end, String replacement) {
  /// The whole new text.
  String applied() {
    return text.substring(0, start) + replacement + text.substring(end);
  }

  /// The edit that makes this change in `path`.
  Edit.Replace edit(String path) {
    int from = lineStart(text, start);
    int to = lineEnd(text, end);
    boolean up = true;
    while (Edits.occurrences(text, text.substring(from, to)) != 1) {
      if (from == 0 && to == text.length()) {
        throw new IllegalArgumentException("cannot tell a place in the empty file " + path);
      }
      if ((up && from > 0) || to == text.length()) {
        from = lineStart(text, from - 1);
      } else {
        to = lineEnd(text, to + 1);
      }
      up = !up;
    }
    return new Edit.Replace(
        path,
        text.substring(from, to),
        text.substring(from, start) + replacement + text.substring(end, to));
  }

  private static int lineStart(String text, int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  /// After the line's newline, or at the end of the text; a place right after a newline is an end
  /// already.
  private static int lineEnd(String text, int at) {
    if (at > 0 && text.charAt(at - 1) == '\n') {
      return at;
    }
    int newline = text.indexOf('\n', at);
    return newline < 0 ? text.length() : newline + 1;
  }
}
