package dev.breakeven.model.openai;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.Request;
import dev.breakeven.model.http.Body;
import dev.breakeven.model.http.ResponseFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request in the words of Chat Completions. Each tool result is a message of its own. Thinking
/// goes back in the field it came in: DeepSeek and others refuse a tool's result without the
/// thinking before its call.
final class OpenAiBody {
  private OpenAiBody() {}

  static Map<String, Object> of(Request request, OpenAiSettings settings) {
    var messages = new ArrayList<>();
    if (!request.system().isEmpty()) {
      messages.add(ResponseFields.of("role", "system", "content", request.system()));
    }
    for (Message message : request.messages()) {
      switch (message.speaker()) {
        case USER -> messages.addAll(said(message.content()));
        case ASSISTANT -> messages.add(answered(message.content()));
      }
    }
    var body = ResponseFields.of("model", request.model(), "messages", messages);
    if (!request.tools().isEmpty()) {
      body.put("tools", request.tools().stream().map(ResponseFields::function).toList());
    }
    body.put(settings.limit(), request.maxTokens());
    body.putAll(settings.extra());
    return body;
  }

  private static List<Object> said(List<Content> content) {
    var messages = new ArrayList<>();
    for (Content piece : content) {
      switch (piece) {
        case Content.Text(var text) ->
            messages.add(ResponseFields.of("role", "user", "content", text));
        case Content.ToolResult(var call, var text, var _) ->
            messages.add(ResponseFields.of("role", "tool", "tool_call_id", call, "content", text));
        case Content.Thinking _, Content.ToolCall _, Content.Opaque _ ->
            throw new IllegalArgumentException("expected text or a result from a user: " + piece);
      }
    }
    return messages;
  }

  private static Map<String, Object> answered(List<Content> content) {
    var text = new StringBuilder();
    var parts = new ArrayList<Object>();
    boolean asParts = false;
    var thinking = new LinkedHashMap<String, String>();
    var calls = new ArrayList<>();
    for (Content piece : content) {
      switch (piece) {
        case Content.Text(var more) -> {
          text.append(more);
          parts.add(ResponseFields.of("type", "text", "text", more));
        }
        case Content.Thinking(var more, var field) -> {
          if (OpenAiClient.THINKING.contains(field)) {
            thinking.merge(field, more, String::concat);
          }
        }
        case Content.Opaque(var _, var fields) -> {
          asParts = true;
          parts.add(fields);
        }
        case Content.ToolCall(var id, var tool, var input) ->
            calls.add(
                ResponseFields.of(
                    "id",
                    id,
                    "type",
                    "function",
                    "function",
                    ResponseFields.of("name", tool, "arguments", Body.write(input))));
        case Content.ToolResult _ ->
            throw new IllegalArgumentException("expected no result from a model: " + piece);
      }
    }
    var message =
        ResponseFields.of("role", "assistant", "content", asParts ? parts : text.toString());
    message.putAll(thinking);
    if (!calls.isEmpty()) {
      message.put("tool_calls", calls);
    }
    return message;
  }
}
