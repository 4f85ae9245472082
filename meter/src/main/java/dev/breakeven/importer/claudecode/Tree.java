package dev.breakeven.importer.claudecode;

import dev.breakeven.json.JsonTree;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Small JSON as trees, for what is too rare to be read from the bytes.
final class Tree {
  private Tree() {}

  /// The value in `text`.
  ///
  /// @throws JacksonException if it is no JSON
  static JsonNode of(String text) {
    return JsonTree.of(text);
  }

  /// The value in `stream`.
  ///
  /// @throws JacksonException if it is no JSON
  static JsonNode of(InputStream stream) {
    return JsonTree.of(stream);
  }

  /// An object without fields.
  static JsonNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }
}
