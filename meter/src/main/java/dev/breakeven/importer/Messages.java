package dev.breakeven.importer;

import dev.breakeven.importer.Dialogue.Piece;
import dev.breakeven.trace.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Messages of a conversation as logs of many tools hold them: in the forms of Chat Completions, of
/// Responses, of Anthropic, of the OpenTelemetry conventions, or near to them.
///
/// The same message gives equal pieces whether it stands in an answer or in a later prompt.
public final class Messages {
  private final UnaryOperator<String> texts;

  /// Takes texts as they stand.
  public Messages() {
    this(UnaryOperator.identity());
  }

  /// Puts each text through `texts`, for logs that keep long ones elsewhere.
  public Messages(UnaryOperator<String> texts) {
    this.texts = texts;
  }

  /// The pieces of `messages`, an array; of a text the one piece that a user asked; of anything
  /// else none.
  public List<Piece> all(JsonNode messages) {
    var pieces = new ArrayList<Piece>();
    if (messages.isString()) {
      add(pieces, Origin.USER, null, messages.stringValue());
    } else if (messages.isArray()) {
      messages.forEach(message -> pieces.addAll(one(message)));
    }
    return pieces;
  }

  /// The pieces of one message.
  public List<Piece> one(JsonNode message) {
    var pieces = new ArrayList<Piece>();
    String role = message.path("role").asString("");
    switch (role) {
      case "assistant", "ai", "model" -> answer(pieces, message);
      case "tool", "function", "toolResult" ->
          content(
              pieces,
              Origin.TOOL_RESULT,
              Values.first(message, "name", "function", "toolName"),
              message,
              message);
      case "system", "developer" -> content(pieces, Origin.SYSTEM, null, message, message);
      case "" -> item(pieces, message);
      default -> content(pieces, Origin.USER, null, message, message);
    }
    return pieces;
  }

  private void answer(List<Piece> pieces, JsonNode message) {
    add(
        pieces,
        Origin.THINKING,
        null,
        Values.first(message, "reasoning_content", "reasoning", "thinking"));
    content(pieces, Origin.TEXT, null, message, message);
    for (JsonNode call : message.path("tool_calls")) {
      call(pieces, call);
    }
    for (JsonNode call : message.path("additional_kwargs").path("tool_calls")) {
      call(pieces, call);
    }
  }

  /// A call as Chat Completions, Inspect or LangChain write it.
  private void call(List<Piece> pieces, JsonNode call) {
    JsonNode function = call.path("function");
    JsonNode named = function.isObject() ? function : call;
    String tool = function.isString() ? function.stringValue() : Values.first(named, "name");
    JsonNode arguments = named.path("arguments");
    arguments = arguments.isMissingNode() ? named.path("args") : arguments;
    add(pieces, Origin.TOOL_CALL, tool, text(arguments));
  }

  /// An item of the Responses API.
  private void item(List<Piece> pieces, JsonNode item) {
    String type = item.path("type").asString("");
    if (type.endsWith("_call_output")) {
      add(pieces, Origin.TOOL_RESULT, null, text(item.path("output")));
    } else if (type.endsWith("_call")) {
      add(pieces, Origin.TOOL_CALL, Values.first(item, "name"), text(item.path("arguments")));
    } else if (type.equals("reasoning")) {
      content(pieces, Origin.THINKING, null, item, item.path("summary"));
    } else {
      content(pieces, Origin.USER, null, item, item);
    }
  }

  /// What stands in `content` or `parts` of a message.
  private void content(
      List<Piece> pieces, Origin origin, @Nullable String tool, JsonNode message, JsonNode from) {
    JsonNode content = from.isArray() ? from : message.path("content");
    if (content.isMissingNode() || content.isNull()) {
      content = message.path("parts");
    }
    if (content.isArray()) {
      content.forEach(part -> part(pieces, origin, tool, part));
    } else {
      add(pieces, origin, tool, text(content));
    }
  }

  private void part(List<Piece> pieces, Origin origin, @Nullable String tool, JsonNode part) {
    if (part.isString()) {
      add(pieces, origin, tool, part.stringValue());
      return;
    }
    switch (part.path("type").asString("")) {
      case "tool_use", "tool_call", "toolCall" -> {
        JsonNode input = part.path("input");
        add(
            pieces,
            Origin.TOOL_CALL,
            Values.first(part, "name"),
            text(input.isMissingNode() ? part.path("arguments") : input));
      }
      case "tool_result", "tool_call_response" ->
          add(pieces, Origin.TOOL_RESULT, tool, text(first(part, "content", "response", "result")));
      case "reasoning", "thinking" ->
          add(
              pieces,
              Origin.THINKING,
              null,
              Values.first(part, "text", "thinking", "reasoning", "content"));
      default -> {
        String text = Values.first(part, "text", "content", "refusal");
        if (text != null) {
          add(pieces, origin, tool, text);
        } else {
          function(pieces, part);
        }
      }
    }
  }

  /// A part as Gemini writes it.
  private void function(List<Piece> pieces, JsonNode part) {
    JsonNode call = first(part, "functionCall", "function_call");
    JsonNode response = first(part, "functionResponse", "function_response");
    if (call.isObject()) {
      add(pieces, Origin.TOOL_CALL, Values.first(call, "name"), text(call.path("args")));
    } else if (response.isObject()) {
      add(
          pieces,
          Origin.TOOL_RESULT,
          Values.first(response, "name"),
          text(response.path("response")));
    }
  }

  private static JsonNode first(JsonNode json, String... names) {
    JsonNode value = json.path(names[0]);
    for (String name : names) {
      value = value.isMissingNode() || value.isNull() ? json.path(name) : value;
    }
    return value;
  }

  /// A text as it is, or JSON as text in one form, whether the log holds it as JSON or as a text.
  private static @Nullable String text(JsonNode json) {
    if (json.isString()) {
      String text = json.stringValue();
      JsonNode inner = text.startsWith("{") ? JsonInputs.parse(text) : json.path(0);
      return inner.isObject() ? inner.toString() : text;
    }
    return json.isMissingNode() || json.isNull() ? null : json.toString();
  }

  private void add(
      List<Piece> pieces, Origin origin, @Nullable String tool, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      pieces.add(new Piece(origin, tool, texts.apply(text)));
    }
  }
}
