package dev.breakeven.judge;

import dev.breakeven.judge.Sayings.What;
import dev.breakeven.task.PythonSource;
import dev.breakeven.task.PythonSource.Node;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a Python module says about tests and about silencing tools, read off its syntax tree. What
/// stands in comments and texts disables nothing; what stands in code silences no less than a
/// comment.
///
/// Tests are named `tests/test_a.py::TestB.test_c`, functions without their module: they may move.
final class PythonTestsOf {
  private static final Pattern DISABLING =
      Pattern.compile(
          "\\b(?:mark\\.(?:skip|skipif|xfail)|pytest\\.(?:skip|xfail|importorskip|exit)"
              + "|unittest\\.(?:skip\\w*|expectedFailure)|skipTest|expectedFailure|collect_ignore\\w*"
              + "|__test__|__unittest_skip__|os\\._exit)\\b");
  private static final Pattern SUPPRESSING =
      Pattern.compile("\\bno_type_check(?:_decorator)?\\b|\\bcast\\(\\s*[\"']?(?:\\w+\\.)*Any\\b");
  private static final Pattern TAMPERING =
      Pattern.compile(
          "\\b(?:_?pytest|pluggy|unittest|doctest|sys\\.modules|sys\\.meta_path|sys\\.path_hooks"
              + "|sys\\.settrace|sys\\.setprofile|sys\\._getframe|gc\\.get_objects|ctypes|atexit"
              + "|os\\._exit|os\\.kill|inspect\\.(?:stack|currentframe))\\b|\\bbuiltins\\.\\w+\\s*=[^=]"
              + "|__builtins__|PYTEST_CURRENT_TEST");
  private static final Pattern ANY = Pattern.compile("\\bAny\\b|^object$");
  private static final Pattern CODING =
      Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-_.a-zA-Z0-9]+)");
  private static final Set<String> BUILT_IN_FIXTURES =
      Set.of(
          "cache",
          "capfd",
          "capfdbinary",
          "caplog",
          "capsys",
          "capsysbinary",
          "doctest_namespace",
          "monkeypatch",
          "pytestconfig",
          "record_property",
          "record_testsuite_property",
          "recwarn",
          "request",
          "testdir",
          "pytester",
          "tmp_path",
          "tmp_path_factory",
          "tmpdir",
          "tmpdir_factory");

  private final PythonSource source;
  private final Sayings said;
  private final boolean test;

  private PythonTestsOf(PythonSource source, Sayings said) {
    this.source = source;
    this.said = said;
    test = TestPlaces.has(source.path());
  }

  static void in(PythonSource source, Sayings said) {
    var found = new PythonTestsOf(source, said);
    found.definitions(source.module().children(), "");
    found.comments();
    found.code();
    source.text().lines().limit(2).forEach(found::coding);
  }

  /// A source in another encoding than it is read in here could say anything.
  private void coding(String line) {
    Matcher matcher = CODING.matcher(line);
    if (matcher.find() && !matcher.group(1).matches("(?i)utf[-_]?8|ascii|us-ascii|latin-?1")) {
      said.add(What.UNREADABLE, "it is said to be in " + matcher.group(1), 1);
    }
  }

  private void definitions(List<Node> nodes, String prefix) {
    for (Node node : nodes) {
      Node definition = node.child("definition").orElse(node);
      String name = prefix + source.text(definition, "name");
      List<Node> body = definition.child("body").map(Node::children).orElse(List.of());
      if (definition.is("class_definition")) {
        definitions(body, name + ".");
      } else if (definition.is("function_definition")) {
        function(node, definition, name, body);
        definitions(body, name + ".");
      } else if (!node.children().isEmpty() && !node.is("expression_statement")) {
        definitions(node.children(), prefix);
      }
    }
  }

  private void function(Node decorated, Node definition, String name, List<Node> body) {
    String own = source.text(definition, "name");
    if (test && own.startsWith("test")) {
      said.test(source.path() + "::" + name, PythonAssertions.acts(source, body));
    }
    if (test) {
      var assertions = PythonAssertions.in(source, body);
      said.add(What.ASSERTIONS, source.path() + "::" + name, assertions.all());
      said.add(What.CERTAIN_ASSERTIONS, source.path() + "::" + name, assertions.certain());
    }
    if (own.startsWith("pytest_")) {
      said.add(What.HOOK, "def " + own, 1);
    }
    String decorators =
        decorated.children().stream()
            .filter(child -> child.is("decorator"))
            .map(source::text)
            .reduce("", (a, b) -> a + " " + b);
    if (decorators.contains("hookimpl")) {
      said.add(What.HOOK, "hookimpl of " + own, 1);
    }
    if (decorators.contains("fixture")) {
      if (decorators.replaceAll("\\s", "").contains("autouse=True")) {
        said.add(What.HOOK, "fixture for all tests " + own, 1);
      }
      if (BUILT_IN_FIXTURES.contains(own)) {
        said.add(What.HOOK, "fixture in the place of pytest's " + own, 1);
      }
    }
    said.add(What.UNTYPED, name, untyped(definition, body));
  }

  private int untyped(Node definition, List<Node> body) {
    int count = definition.child("return_type").isPresent() ? 0 : 1;
    for (Node parameter : definition.child("parameters").map(Node::children).orElse(List.of())) {
      count += parameter.is("identifier") || parameter.is("default_parameter") ? 1 : 0;
    }
    Stream<Node> types =
        Stream.concat(
                definition.children().stream().filter(child -> !child.field().equals("body")),
                body.stream())
            .flatMap(Node::all)
            .filter(node -> node.is("type"));
    return count + (int) types.filter(type -> ANY.matcher(source.text(type)).find()).count();
  }

  private void comments() {
    source
        .module()
        .all()
        .filter(node -> node.is("comment"))
        .forEach(comment ->
            Suppressions.in(source.text(comment))
                .forEach((means, n) -> said.add(What.SUPPRESSING, means, n)));
  }

  private void code() {
    String code = Code.of(source);
    each(DISABLING, code, What.DISABLING);
    each(SUPPRESSING, code, What.SUPPRESSING);
    source
        .module()
        .all()
        .filter(node -> node.is("assignment"))
        .map(node -> source.text(node, "left"))
        .filter(name -> name.startsWith("pytest_") || name.equals("pytestmark"))
        .forEach(name -> said.add(What.HOOK, name, 1));
    source
        .module()
        .all()
        .filter(node -> node.is("import_from_statement"))
        .flatMap(Node::all)
        .filter(node -> node.is("identifier") && source.text(node).startsWith("pytest_"))
        .forEach(node -> said.add(What.HOOK, "import of " + source.text(node), 1));
    if (!test) {
      each(TAMPERING, code, What.TAMPERING);
      source
          .module()
          .all()
          .filter(node -> node.is("string") && source.text(node).contains("PYTEST_"))
          .forEach(node -> said.add(What.TAMPERING, "PYTEST_", 1));
    } else {
      each(Pattern.compile("\\b_pytest\\b|\\bsys\\.modules\\b|\\bpluggy\\b"), code, What.HOOK);
    }
  }

  private void each(Pattern pattern, String code, What what) {
    Matcher matcher = pattern.matcher(code);
    while (matcher.find()) {
      said.add(what, matcher.group().replaceAll("\\s", ""), 1);
    }
  }
}
