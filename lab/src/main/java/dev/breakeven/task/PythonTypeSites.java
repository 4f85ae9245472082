package dev.breakeven.task;

import dev.breakeven.task.PythonSource.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the places in one file where a new function, which nothing calls, makes exactly one error
/// of types: after the last import of the module, before its functions and classes, and in classes.
/// The functions are named after those around them, and some use them.
final class PythonTypeSites {
  static final String RETURN = "wrong-return-type";
  static final String ARGUMENT = "wrong-argument-type";
  static final String NONE = "none-arithmetic";
  static final String ELEMENT = "wrong-element";
  static final String ATTRIBUTE = "undefined-attribute";
  static final String ANNOTATION = "wrong-annotation";

  private static final String TOOL = "mypy";

  /// A literal that no value of the type can be, by type.
  private static final Map<String, String> WRONG =
      Map.of("str", "0", "int", "\"0\"", "bool", "\"yes\"", "float", "\"0.5\"", "bytes", "\"\"");

  private static final Set<String> NO_VALUE = Set.of("", "None", "NoReturn", "Never");
  private static final int SHORTEST = 5;

  /// A function with an error: what its name ends with, and its lines from the parameters on, in
  /// which `%s` is the name it is built on. The line with the error ends with `#`.
  private record Draft(String kind, String noun, String lines) {}

  private static final List<Draft> DRAFTS =
      List.of(
          new Draft(
              RETURN,
              "limit",
              """
              (size: int) -> str:
                  return size + 1#
              """),
          new Draft(
              RETURN,
              "label",
              """
              (label: str) -> int:
                  return label.strip()#
              """),
          new Draft(
              NONE,
              "offset",
              """
              (position: int) -> int:
                  start = None
                  return start + position#
              """),
          new Draft(
              NONE,
              "total",
              """
              (count: int) -> int:
                  spare = None
                  return count - spare#
              """),
          new Draft(
              ELEMENT,
              "names",
              """
              () -> list[str]:
                  names: list[str] = ["%s"]
                  names.append(1)#
                  return names
              """),
          new Draft(
              ELEMENT,
              "sizes",
              """
              () -> dict[str, int]:
                  sizes: dict[str, int] = {"%s": 1}
                  sizes["other"] = "2"#
                  return sizes
              """),
          new Draft(
              ATTRIBUTE,
              "title",
              """
              (text: str) -> str:
                  return f"{text.titlecase()}"#
              """),
          new Draft(
              ANNOTATION,
              "width",
              """
              (columns: int) -> int:
                  width: str = columns#
                  return len(width)
              """));

  private final PythonSource source;
  private final List<FaultPlace> sites = new ArrayList<>();

  private PythonTypeSites(PythonSource source) {
    this.source = source;
  }

  static List<FaultPlace> in(PythonSource source) {
    PythonTypeSites finder = new PythonTypeSites(source);
    finder.find();
    return finder.sites;
  }

  private void find() {
    List<Node> definitions =
        source.module().children().stream()
            .filter(node -> node.is("function_definition") || node.is("class_definition"))
            .toList();
    if (definitions.isEmpty() || unseen()) {
      return;
    }
    List<Node> callable = definitions.stream().filter(this::takesPlainValue).toList();
    source
        .lastImport()
        .ifPresent(last -> {
          String built = name(definitions.getFirst());
          Optional<Node> called = callable.stream().findFirst();
          functions(called, built, text -> after(last.end(), text));
        });
    for (Node definition : definitions) {
      if (standsAlone(definition)) {
        Optional<Node> called =
            callable.contains(definition) ? Optional.of(definition) : Optional.empty();
        functions(
            called,
            name(definition),
            text ->
                Optional.of(
                    new FaultPlace.Change(definition.start(), definition.start(), text + "\n\n")));
      }
    }
    definitions.stream().filter(node -> node.is("class_definition")).forEach(this::method);
  }

  /// Whether mypy may not look at the file: it says so, or it asserts a platform.
  private boolean unseen() {
    return source.text().contains("# mypy:")
        || source.text().startsWith("# type: ignore")
        || source.module().children().stream().anyMatch(node -> node.is("assert_statement"));
  }

  /// Where a function's text goes.
  private interface Place {
    Optional<FaultPlace.Change> change(String text);
  }

  private void functions(Optional<Node> called, String built, Place place) {
    for (Draft draft : DRAFTS) {
      add(draft.kind(), built, draft.noun(), draft.lines().replace("%s", built), place);
    }
    called.ifPresent(function -> {
      String wrong = WRONG.get(firstType(function).orElseThrow());
      String name = source.text(function, "name");
      add(
          ARGUMENT,
          name,
          "default",
          "() -> object:\n    return " + name + "(" + wrong + ")#\n",
          place);
    });
  }

  private void add(String kind, String built, String noun, String lines, Place place) {
    String name = "_" + snake(built) + "_" + noun;
    if (source.mentions(name)) {
      return;
    }
    place
        .change("def " + name + lines)
        .ifPresent(change -> sites.add(new FaultPlace(kind, TOOL, source, marked(change))));
  }

  /// Takes the sign out that marks the line with the error.
  private static FaultPlace.Change marked(FaultPlace.Change change) {
    int mark = change.text().indexOf('#');
    return new FaultPlace.Change(
        change.start(), change.end(), change.text().replace("#", ""), mark);
  }

  /// After the last import: two blank lines, the function, and two blank lines again.
  private Optional<FaultPlace.Change> after(int end, String text) {
    int at = source.text().indexOf('\n', end);
    if (at < 0 || !source.text().substring(end, at).isBlank()) {
      return Optional.empty();
    }
    int blank = 0;
    while (source.text().startsWith("\n", at + 1 + blank)) {
      blank++;
    }
    return Optional.of(
        new FaultPlace.Change(at + 1, at + 1, "\n\n" + text + "\n".repeat(Math.max(0, 2 - blank))));
  }

  /// Whether two blank lines stand before a definition, and nothing that belongs to it, such as
  /// overloads.
  private boolean standsAlone(Node definition) {
    return source.text().startsWith("\n\n\n", definition.start() - 3)
        && definition.start() > source.lastImport().map(Node::end).orElse(0)
        && !overloaded(definition);
  }

  /// Whether decorated definitions of the same name stand beside it.
  private boolean overloaded(Node definition) {
    return source.module().children().stream()
        .flatMap(statement -> statement.child("definition").stream())
        .anyMatch(decorated -> name(decorated).equals(name(definition)));
  }

  private String name(Node definition) {
    return source.text(definition, "name");
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("^_+|_+$", "")
        .toLowerCase(Locale.ROOT);
  }

  /// Whether a function can be called with one plain value and gives one back.
  private boolean takesPlainValue(Node definition) {
    return definition.is("function_definition")
        && !overloaded(definition)
        && !source.text(definition).startsWith("async")
        && !NO_VALUE.contains(source.text(definition, "return_type"))
        && firstType(definition).filter(WRONG::containsKey).isPresent();
  }

  /// The type of a function's first parameter, if the others can be left out.
  private Optional<String> firstType(Node function) {
    List<Node> parameters = function.child("parameters").map(Node::children).orElse(List.of());
    if (parameters.isEmpty()
        || parameters.stream()
            .skip(1)
            .anyMatch(parameter -> !parameter.type().contains("default"))) {
      return Optional.empty();
    }
    Node first = parameters.getFirst();
    boolean named = first.is("typed_parameter") && first.children().getFirst().is("identifier");
    boolean plain = named || first.is("typed_default_parameter");
    return plain ? first.child("type").map(source::text) : Optional.empty();
  }

  /// A method that misspells an attribute of its class.
  private void method(Node type) {
    Optional<Node> body = type.child("body");
    if (type.child("superclasses").isPresent()
        || body.isEmpty()
        || source.text(type).contains("__getattr")) {
      return;
    }
    for (Node member : body.get().children()) {
      if (member.is("function_definition") && source.text(member, "name").equals("__init__")) {
        misspelt(member);
      }
    }
  }

  private void misspelt(Node constructor) {
    Optional<String> indent = source.indent(constructor);
    Optional<String> attribute =
        constructor
            .all()
            .filter(node -> node.is("attribute") && node.field().equals("left"))
            .map(source::text)
            .filter(
                text -> text.startsWith("self.") && text.length() >= "self.".length() + SHORTEST)
            .map(text -> text.substring("self.".length()))
            .filter(text -> !source.mentions(text.substring(0, text.length() - 1)))
            .findFirst();
    if (indent.isEmpty() || attribute.isEmpty()) {
      return;
    }
    String in = indent.get();
    String name = "_" + attribute.get().replaceAll("^_+", "") + "_text";
    if (in.isEmpty() || source.mentions(name)) {
      return;
    }
    String wrong = attribute.get().substring(0, attribute.get().length() - 1);
    String text =
        "\n\n"
            + in
            + "def "
            + name
            + "(self) -> str:\n"
            + in
            + in
            + "return f\"{self."
            + wrong
            + "}\"#";
    sites.add(
        new FaultPlace(
            ATTRIBUTE,
            TOOL,
            source,
            marked(new FaultPlace.Change(constructor.end(), constructor.end(), text))));
  }
}
