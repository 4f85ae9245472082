package dev.breakeven.judge;

import dev.breakeven.task.PythonSource;
import dev.breakeven.task.PythonSource.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tests of a Python module, and what in it disables tests.
///
/// @param tests the test functions, as `tests/test_a.py::TestB.test_c`, and whether they do
///   anything
/// @param disabling how often each means of disabling stands in it
record PythonTestsOf(Map<String, Boolean> tests, Map<String, Integer> disabling) {
  private static final Pattern DISABLING =
      Pattern.compile(
          "\\b(?:mark\\.(?:skip|skipif|xfail)|pytest\\.(?:skip|xfail|importorskip)|unittest\\.skip\\w*"
              + "|collect_ignore\\w*|pytest_ignore_collect|__test__|os\\._exit)\\b");

  static PythonTestsOf in(PythonSource source) {
    Map<String, Boolean> tests = new TreeMap<>();
    collect(source, source.module().children(), source.path() + "::", tests);
    Map<String, Integer> disabling = new TreeMap<>();
    Matcher matcher = DISABLING.matcher(source.text());
    while (matcher.find()) {
      disabling.merge(matcher.group(), 1, Integer::sum);
    }
    return new PythonTestsOf(tests, disabling);
  }

  private static void collect(
      PythonSource source, List<Node> nodes, String prefix, Map<String, Boolean> tests) {
    for (Node node : nodes) {
      Node definition = node.child("definition").orElse(node);
      String name = definition.child("name").map(source::text).orElse("");
      List<Node> body = definition.child("body").map(Node::children).orElse(List.of());
      if (definition.is("class_definition")) {
        collect(source, body, prefix + name + ".", tests);
      } else if (definition.is("function_definition") && name.startsWith("test")) {
        tests.put(prefix + name, body.stream().anyMatch(statement -> acts(source, statement)));
      }
    }
  }

  /// Whether a statement does anything: no `pass`, no `...`, no text that stands alone, no comment.
  private static boolean acts(PythonSource source, Node statement) {
    String text = source.text(statement).strip();
    boolean words =
        statement.is("expression_statement")
            && statement.children().stream().allMatch(child -> child.is("string"));
    return !statement.is("pass_statement")
        && !statement.is("comment")
        && !text.equals("...")
        && !text.equals("return")
        && !words;
  }
}
