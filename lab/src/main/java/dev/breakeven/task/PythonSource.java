package dev.breakeven.task;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TreeSitterPython;

/// A Python source file and its syntax tree, made by tree-sitter. Nothing is resolved or run, so it
/// takes any text.
///
/// @param path relative to the repository
/// @param text the file's text
/// @param module the root of its tree
public record PythonSource(String path, String text, Node module) implements Source {
  /// A node of a syntax tree that has a name in the grammar.
  ///
  /// @param type its name in the grammar, such as `function_definition`
  /// @param field what it is to its parent, such as `body`; empty if nothing in particular
  /// @param start where it starts in the text
  /// @param end where it ends
  /// @param children those that have a name in the grammar
  public record Node(String type, String field, int start, int end, List<Node> children) {
    /// Takes an immutable copy.
    public Node {
      children = List.copyOf(children);
    }

    /// Whether the grammar calls it so.
    public boolean is(String wanted) {
      return type.equals(wanted);
    }

    /// The child that is `wanted` to this node.
    public Optional<Node> child(String wanted) {
      return children.stream().filter(child -> child.field.equals(wanted)).findFirst();
    }

    /// This node and all below it.
    public Stream<Node> all() {
      return Stream.concat(Stream.of(this), children.stream().flatMap(Node::all));
    }
  }

  /// Parses one text.
  public static PythonSource parse(String path, String text) {
    try (TSParser parser = new TSParser()) {
      parser.setLanguage(new TreeSitterPython());
      try (TSTree tree = parser.parseString(null, text)) {
        return new PythonSource(path, text, node(tree.getRootNode(), "", places(text)));
      }
    }
  }

  /// Whether a text has no syntax error.
  static boolean parses(String text) {
    try (TSParser parser = new TSParser()) {
      parser.setLanguage(new TreeSitterPython());
      try (TSTree tree = parser.parseString(null, text)) {
        return !tree.getRootNode().hasError();
      }
    }
  }

  /// The place in `text` of each byte of its UTF-8 form, in which tree-sitter counts.
  private static int[] places(String text) {
    int[] places = new int[text.getBytes(StandardCharsets.UTF_8).length + 1];
    int at = 0;
    for (int place = 0; place < text.length(); ) {
      int letter = text.codePointAt(place);
      int bytes = letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
      for (int i = 0; i < bytes && at < places.length - 1; i++) {
        places[at++] = place;
      }
      place += Character.charCount(letter);
    }
    places[places.length - 1] = text.length();
    return places;
  }

  private static Node node(TSNode node, String field, int[] places) {
    List<Node> children = new ArrayList<>();
    for (int i = 0; i < node.getChildCount(); i++) {
      TSNode child = node.getChild(i);
      if (child.isNamed()) {
        String name = node.getFieldNameForChild(i);
        children.add(node(child, name == null ? "" : name, places));
      }
    }
    return new Node(
        node.getType(), field, places[node.getStartByte()], places[node.getEndByte()], children);
  }

  /// The text of a node.
  public String text(Node node) {
    return text.substring(node.start(), node.end());
  }

  /// The text of `wanted` below a node, empty if there is none.
  public String text(Node node, String wanted) {
    return node.child(wanted).map(this::text).orElse("");
  }

  /// Where the line begins on which `at` stands.
  int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  /// The white space before a node that stands first on its line.
  Optional<String> indent(Node node) {
    String before = text.substring(lineStart(node.start()), node.start());
    return before.isBlank() ? Optional.of(before) : Optional.empty();
  }

  /// Whether the text has this word anywhere, comments included.
  boolean mentions(String word) {
    return text.contains(word)
        && Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(text).find();
  }

  /// The last statement of the module that imports, or in whose branches something is imported.
  Optional<Node> lastImport() {
    return module.children().stream()
        .filter(PythonSource::imports)
        .reduce((earlier, later) -> later);
  }

  private static boolean imports(Node statement) {
    return switch (statement.type()) {
      case "import_statement", "import_from_statement", "future_import_statement" -> true;
      case "if_statement", "try_statement", "with_statement" ->
          statement.children().stream()
              .flatMap(Node::all)
              .anyMatch(node -> node.is("import_statement") || node.is("import_from_statement"));
      default -> false;
    };
  }
}
