package dev.breakeven.tool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON Schemas of tool arguments, with members in a fixed order: a model's provider caches the
/// tool definitions by their exact text.
final class Schema {
  private Schema() {}

  /// An object with `properties`, of which `required` must be given.
  static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
    return ordered("type", "object", "properties", properties, "required", required);
  }

  /// A string.
  static Map<String, Object> text(String description) {
    return ordered("type", "string", "description", description);
  }

  /// A map of alternating names and values that keeps their order.
  static Map<String, Object> ordered(Object... namesAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int at = 0; at < namesAndValues.length; at += 2) {
      map.put((String) namesAndValues[at], namesAndValues[at + 1]);
    }
    return Collections.unmodifiableMap(map);
  }
}
