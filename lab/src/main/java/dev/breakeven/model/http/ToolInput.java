package dev.breakeven.model.http;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The arguments that a model gives a tool.
///
/// Small models write arguments that are no JSON. That is the model's fault and not the provider's,
/// so it goes to the tool as one argument that no tool knows; the tool's answer tells the model.
public final class ToolInput {
  /// The argument that holds what could not be read.
  public static final String UNREADABLE = "unreadable_arguments";

  private ToolInput() {}

  /// The arguments in `json`: an object, or a text that holds one.
  public static Map<String, Object> of(JsonNode json) {
    if (json instanceof ObjectNode object) {
      return Body.fields(object);
    }
    var text = json.isString() ? json.asString() : json.isNull() ? "" : json.toString();
    if (text.isBlank()) {
      return Map.of();
    }
    try {
      if (Body.read(text) instanceof ObjectNode object) {
        return Body.fields(object);
      }
    } catch (JacksonException _) {
      // Shown to the model below.
    }
    return Map.of(UNREADABLE, text);
  }
}
