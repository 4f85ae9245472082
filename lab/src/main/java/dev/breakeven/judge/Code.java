package dev.breakeven.judge;

import dev.breakeven.task.PythonSource;
import dev.breakeven.task.PythonSource.Node;

/// Source text in which blanks stand for comments and for the insides of texts, and everything else
/// where it was.
final class Code {
  private Code() {}

  /// The code of the file at `path`; what is neither Java nor Python comes back whole.
  static String of(String path, String text) {
    if (path.endsWith(".java")) {
      return Comments.blanked(text);
    }
    return path.endsWith(".py") || path.endsWith(".pyi")
        ? of(PythonSource.parse(path, text))
        : text;
  }

  /// The code of a module. What stands in braces in a text is code.
  static String of(PythonSource source) {
    var code = new StringBuilder(source.text());
    blank(source.module(), code, source.text());
    return code.toString();
  }

  private static void blank(Node node, StringBuilder code, String text) {
    if (node.is("comment") || node.is("string")) {
      for (int at = node.start(); at < node.end(); at++) {
        if (text.charAt(at) != '\n') {
          code.setCharAt(at, ' ');
        }
      }
      node.all()
          .filter(inner -> inner.is("interpolation"))
          .forEach(inner ->
              code.replace(inner.start(), inner.end(), text.substring(inner.start(), inner.end())));
      return;
    }
    node.children().forEach(child -> blank(child, code, text));
  }
}
