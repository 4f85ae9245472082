package dev.breakeven.task;

import dev.breakeven.task.PythonSource.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the places in one file where a change makes exactly one of Ruff's findings and changes
/// neither what runs nor its types.
final class PythonLintSites {
  static final String STAR = "star-import";
  static final String NAME = "undefined-name";
  static final String VARIABLE = "unused-variable";
  static final String IMPORT = "unused-import";

  private static final String TOOL = "ruff";
  private static final List<String> MODULES =
      List.of("bisect", "calendar", "fractions", "heapq", "mimetypes", "statistics", "zlib");

  /// Modules whose names nobody else uses.
  private static final List<String> STARS = List.of("colorsys", "keyword");

  private static final List<String> VARIABLES = List.of("attempts", "remaining", "threshold");
  private static final List<String> TYPES = List.of("Outcome", "Snapshot", "Payload");

  private final PythonSource source;
  private final List<FaultPlace> sites = new ArrayList<>();

  private PythonLintSites(PythonSource source) {
    this.source = source;
  }

  static List<FaultPlace> inProgram(PythonSource source) {
    PythonLintSites finder = new PythonLintSites(source);
    if (!source.path().endsWith("/__init__.py")) {
      finder.imports();
    }
    finder.functions().forEach(finder::unusedVariable);
    return finder.sites;
  }

  /// In tests, names that do not exist stand in annotations of local variables, which are never
  /// looked up; where mypy looks at tests, it sees them, too.
  static List<FaultPlace> inTests(PythonSource source) {
    PythonLintSites finder = new PythonLintSites(source);
    finder.functions().forEach(finder::undefinedName);
    return finder.sites;
  }

  private Stream<Node> functions() {
    return source.module().all().filter(node -> node.is("function_definition"));
  }

  private void imports() {
    Optional<PythonImports> found = PythonImports.of(source);
    if (found.isEmpty()) {
      return;
    }
    PythonImports imports = found.get();
    for (String module : MODULES) {
      if (!source.mentions(module)) {
        insert(IMPORT, imports.placeOfModule(module), "import " + module + "\n");
      }
    }
    for (String module : STARS) {
      if (!source.mentions(module) && !source.text().contains("import *")) {
        insert(STAR, imports.placeOfNames(module), "from " + module + " import *\n");
      }
    }
  }

  private void unusedVariable(Node function) {
    Optional<Node> first = function.child("body").flatMap(this::firstStatement);
    if (first.isEmpty() || source.mentions("locals")) {
      return;
    }
    source
        .indent(first.get())
        .ifPresent(indent -> {
          for (String name : VARIABLES) {
            if (!source.mentions(name)) {
              int at = source.lineStart(first.get().start());
              insert(VARIABLE, at, indent + name + " = 3\n");
            }
          }
        });
  }

  /// The first statement of a body that does something.
  private Optional<Node> firstStatement(Node body) {
    List<Node> statements =
        body.children().stream()
            .filter(statement -> !statement.is("comment") && !isText(statement))
            .toList();
    if (statements.isEmpty()
        || source.text(statements.getFirst()).equals("...")
        || statements.getFirst().is("pass_statement")) {
      return Optional.empty();
    }
    return Optional.of(statements.getFirst());
  }

  private static boolean isText(Node statement) {
    return statement.is("expression_statement")
        && statement.children().stream().allMatch(child -> child.is("string"));
  }

  private void undefinedName(Node function) {
    if (function
        .all()
        .anyMatch(node -> node.is("global_statement") || node.is("nonlocal_statement"))) {
      return;
    }
    for (Node statement : function.child("body").map(Node::children).orElse(List.of())) {
      for (Node assignment : statement.children()) {
        assignedOnce(assignment)
            .ifPresent(variable -> {
              for (String type : TYPES) {
                if (!source.mentions(type)) {
                  insert(NAME, variable.end(), ": " + type);
                }
              }
            });
      }
    }
  }

  /// The one name on the left of an assignment without a type.
  private static Optional<Node> assignedOnce(Node assignment) {
    boolean plain =
        assignment.is("assignment")
            && assignment.child("type").isEmpty()
            && assignment.child("right").filter(right -> !right.is("assignment")).isPresent();
    return plain
        ? assignment.child("left").filter(left -> left.is("identifier"))
        : Optional.empty();
  }

  private void insert(String kind, int at, String text) {
    sites.add(new FaultPlace(kind, TOOL, source, new FaultPlace.Change(at, at, text)));
  }
}
