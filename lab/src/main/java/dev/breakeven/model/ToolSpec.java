package dev.breakeven.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A tool as a model is told of it.
///
/// @param name its name
/// @param description what it does, for the model
/// @param schema the JSON Schema of its arguments
public record ToolSpec(String name, String description, Map<String, Object> schema) {
  /// Takes a copy that keeps the order of the keys.
  public ToolSpec {
    schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
  }
}
