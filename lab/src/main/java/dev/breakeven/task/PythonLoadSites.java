package dev.breakeven.task;

import dev.breakeven.task.PythonSource.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the test modules that can be made to fail when pytest collects them: they have tests of
/// their own, and no other test mentions them.
final class PythonLoadSites {
  static final String ASSERTION = "failing-assertion";

  private static final List<String> ASSERTIONS =
      List.of(
          "assert len(\"expected\") == 7",
          "assert \"alpha\" > \"beta\"",
          "assert sum([2, 3]) == 6",
          "assert \"ready\".startswith(\"steady\")",
          "assert sorted([3, 1, 2]) == [1, 3, 2]");

  private PythonLoadSites() {}

  static List<FaultPlace> in(List<PythonSource> tests) {
    List<FaultPlace> sites = new ArrayList<>();
    for (PythonSource source : tests) {
      if (suits(source, tests)) {
        Optional<Integer> place = source.lastImport().flatMap(last -> lineEnd(source, last));
        place.ifPresent(at -> {
          String assertion = ASSERTIONS.get(sites.size() % ASSERTIONS.size());
          sites.add(
              new FaultPlace(
                  ASSERTION,
                  "pytest",
                  source,
                  new FaultPlace.Change(at, at, "\n\n" + assertion, 2)));
        });
      }
    }
    return sites;
  }

  /// The end of the line on which a statement ends, if only space follows.
  private static Optional<Integer> lineEnd(PythonSource source, Node statement) {
    int end = source.text().indexOf('\n', statement.end());
    return end >= 0 && source.text().substring(statement.end(), end).isBlank()
        ? Optional.of(end)
        : Optional.empty();
  }

  private static boolean suits(PythonSource source, List<PythonSource> all) {
    String name = source.path().substring(source.path().lastIndexOf('/') + 1);
    String module = name.replaceFirst("\\.py$", "");
    return (name.startsWith("test_") || name.endsWith("_test.py"))
        && source.module().children().stream().anyMatch(node -> isTest(source, node))
        && all.stream().noneMatch(other -> !other.equals(source) && other.mentions(module));
  }

  private static boolean isTest(PythonSource source, Node node) {
    if (node.is("decorated_definition")) {
      return node.child("definition").filter(inner -> isTest(source, inner)).isPresent();
    }
    String name = source.text(node, "name");
    return switch (node.type()) {
      case "function_definition" -> name.startsWith("test");
      case "class_definition" -> name.startsWith("Test");
      default -> false;
    };
  }
}
