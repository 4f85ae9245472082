package dev.breakeven.importer.claudecode;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Small JSON as trees, for what is too rare to be read from the bytes.
final class Tree {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Tree() {}

  /// The value in `text`.
  ///
  /// @throws JacksonException if it is no JSON
  static JsonNode of(String text) {
    return JSON.readTree(text);
  }

  /// The value in `stream`.
  ///
  /// @throws JacksonException if it is no JSON
  static JsonNode of(InputStream stream) throws IOException {
    return JSON.readTree(stream);
  }

  /// An object without fields.
  static JsonNode empty() {
    return JSON.createObjectNode();
  }
}
