package dev.breakeven.model.http;

import dev.breakeven.model.ToolSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/// A JSON object as it is put together, in the order of its fields.
public final class ResponseFields {
  private ResponseFields() {}

  /// The fields `namesAndValues`: a name, its value, the next name and so on.
  public static Map<String, Object> of(Object... namesAndValues) {
    var fields = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  /// A tool as Chat Completions and Ollama are told of it.
  public static Map<String, Object> function(ToolSpec tool) {
    return of(
        "type",
        "function",
        "function",
        of(
            "name", tool.name(),
            "description", tool.description(),
            "parameters", tool.schema()));
  }
}
