package dev.breakeven.model.played;

import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.Request;
import dev.breakeven.model.ToolSpec;
import dev.breakeven.model.http.Body;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A provider's wire format from the provider's side: reads requests, writes answers.
public interface Wire {
  /// The path that is asked, as it ends.
  String path();

  /// What `body` asks.
  Request read(JsonNode body);

  /// `answer` to `body`, as the provider writes it.
  String write(JsonNode body, ModelAnswer answer);

  /// An answer with the usage of `answer` and no content.
  String empty(JsonNode body, ModelAnswer answer);

  /// `answer` whose usage is told, and which breaks off after it with something that is no JSON.
  String invalid(JsonNode body, ModelAnswer answer);

  /// The media type of an answer.
  String type(JsonNode body);

  /// Whether the first `length` characters of `text` tell what the prompt was billed.
  default boolean partly(String text, int length) {
    return false;
  }

  /// The three formats.
  static List<Wire> all() {
    return List.of(new AnthropicWire(), new ChatWire(), new OllamaWire());
  }

  /// An error as all of them can read it.
  static String error(String message) {
    return Body.write(
        Map.of("type", "error", "error", Map.of("type", "api_error", "message", message)));
  }

  /// The tools of Chat Completions and Ollama.
  static List<ToolSpec> functions(JsonNode tools) {
    var specs = new ArrayList<ToolSpec>();
    for (JsonNode tool : tools) {
      var function = tool.path("function");
      specs.add(
          new ToolSpec(
              function.path("name").asString(),
              function.path("description").asString(),
              fields(function.path("parameters"))));
    }
    return specs;
  }

  /// The fields of an object.
  static Map<String, Object> fields(JsonNode json) {
    return json instanceof ObjectNode object ? Body.fields(object) : Map.of();
  }

  /// An object whose fields can be added to.
  static Map<String, Object> object() {
    return new LinkedHashMap<>();
  }

  /// The texts of `answer`, one paragraph a piece.
  static String text(ModelAnswer answer) {
    var texts = new ArrayList<String>();
    for (Content piece : answer.content()) {
      if (piece instanceof Content.Text(var text)) {
        texts.add(text);
      }
    }
    return String.join("\n\n", texts);
  }

  /// The tool calls of `answer`.
  static List<Content.ToolCall> calls(ModelAnswer answer) {
    return answer.content().stream()
        .filter(Content.ToolCall.class::isInstance)
        .map(Content.ToolCall.class::cast)
        .toList();
  }
}
