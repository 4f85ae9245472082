package dev.breakeven.task;

/// A source file and its syntax tree.
sealed interface Source permits JavaSource, PythonSource {
  /// The file, relative to the repository.
  String path();

  /// The file's text.
  String text();

  /// The line, from 1, on which the place `at` of a text stands.
  static int line(String text, int at) {
    return (int) text.substring(0, at).chars().filter(letter -> letter == '\n').count() + 1;
  }
}
