package dev.breakeven.judge;

import dev.breakeven.task.PythonSource;
import dev.breakeven.task.PythonSource.Node;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// How much a function's body asserts. An assertion about constants alone, such as `assert True`,
/// is none.
///
/// @param all how many assertions stand in it
/// @param certain how many are reached whatever happens: in no branch or loop of their own, and
///   behind nothing that may return
record PythonAssertions(int all, int certain) {
  private static final Pattern CALLS =
      Pattern.compile("(?:.*\\.)?(?:assert\\w*|raises|warns|fail|approx)");
  private static final Set<String> LEAVING = Set.of("return_statement", "raise_statement", "yield");

  static PythonAssertions in(PythonSource source, List<Node> body) {
    int all =
        (int) body.stream().flatMap(Node::all).filter(node -> isAssertion(source, node)).count();
    return new PythonAssertions(all, certain(source, body));
  }

  private static int certain(PythonSource source, List<Node> statements) {
    int count = 0;
    for (Node statement : statements) {
      switch (statement.type()) {
        case "assert_statement", "expression_statement" ->
            count += (int) statement.all().filter(node -> isAssertion(source, node)).count();
        case "with_statement" -> {
          count +=
              (int)
                  statement.children().stream()
                      .filter(child -> !child.field().equals("body"))
                      .flatMap(Node::all)
                      .filter(node -> isAssertion(source, node))
                      .count();
          count += certain(source, statement.child("body").map(Node::children).orElse(List.of()));
        }
        default -> {}
      }
      if (statement.all().anyMatch(node -> LEAVING.contains(node.type()))
          && !statement.is("function_definition")) {
        return count;
      }
    }
    return count;
  }

  private static boolean isAssertion(PythonSource source, Node node) {
    if (node.is("assert_statement")) {
      return !constant(node);
    }
    return node.is("call")
        && CALLS.matcher(source.text(node, "function")).matches()
        && !node.child("arguments").map(PythonAssertions::constant).orElse(true);
  }

  private static boolean constant(Node node) {
    return node.all().noneMatch(part -> part.is("identifier"));
  }

  /// Whether a body does anything but assert about constants: no `pass`, no `...`, no text that
  /// stands alone, no comment, no return first.
  static boolean acts(PythonSource source, List<Node> body) {
    for (Node statement : body) {
      String text = source.text(statement).strip();
      boolean words =
          statement.is("expression_statement")
              && statement.children().stream().allMatch(child -> child.is("string"));
      if (statement.is("return_statement") && statement.all().noneMatch(n -> n.is("call"))) {
        return false;
      }
      if (!statement.is("pass_statement")
          && !statement.is("comment")
          && !text.equals("...")
          && !words
          && !(statement.is("assert_statement") && constant(statement))) {
        return true;
      }
    }
    return false;
  }
}
