package dev.breakeven.importer.opencode;

import dev.breakeven.importer.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Rows of opencode 2, whose table `session_message` holds a message and its parts in one, in the
/// form of those before: what a message is stands in a column of its own, its model is an object,
/// tools have other names.
final class NewerRows {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private NewerRows() {}

  /// Whether `row` is one of these.
  static boolean isMessage(JsonNode row) {
    return row.path("type").isString() && row.has("session_id") && row.has("seq");
  }

  /// What the row says of its message, in the form of before.
  static ObjectNode message(String type, JsonNode data) {
    ObjectNode message = JSON.objectNode();
    if (data.isObject()) {
      data.properties().forEach(entry -> message.set(entry.getKey(), entry.getValue()));
    }
    message.put("role", role(type));
    String model = Values.first(data.path("model"), "id", "modelID");
    if (model != null) {
      message.put("modelID", model);
    }
    return message;
  }

  private static String role(String type) {
    return switch (type) {
      case "assistant", "compaction" -> type;
      case "user", "synthetic", "system", "shell" -> "user";
      case "agent-switched", "model-switched", "location-switched" -> "switch";
      default -> type;
    };
  }

  /// The message's parts, in the form of before.
  static List<JsonNode> parts(JsonNode data) {
    var parts = new ArrayList<JsonNode>();
    String text = Values.first(data, "text", "summary", "output");
    if (text != null) {
      parts.add(text(text));
    }
    for (JsonNode part : data.path("content")) {
      parts.add(part.path("type").asString("").equals("tool") ? tool(part) : part);
    }
    return parts;
  }

  private static ObjectNode text(String text) {
    return JSON.objectNode().put("type", "text").put("text", text);
  }

  private static ObjectNode tool(JsonNode part) {
    ObjectNode state = JSON.objectNode();
    state.set("input", part.path("state").path("input"));
    state.set("metadata", part.path("state").path("metadata"));
    String output = output(part.path("state"));
    if (output != null) {
      state.put("output", output);
    }
    ObjectNode tool = JSON.objectNode().put("type", "tool");
    tool.put("tool", Values.first(part, "name", "tool"));
    tool.set("state", state);
    return tool;
  }

  private static @Nullable String output(JsonNode state) {
    var texts = new ArrayList<String>();
    for (JsonNode part : state.path("content")) {
      String text = Values.first(part, "text");
      if (text != null) {
        texts.add(text);
      }
    }
    return texts.isEmpty()
        ? Values.first(state.path("error"), "message")
        : String.join("\n", texts);
  }
}
