package dev.breakeven.model.ollama;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.Request;
import dev.breakeven.model.http.ResponseFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A request in Ollama's words. Newer versions are told not to cut what is too long.
final class OllamaBody {
  /// The names of the tools whose results are still to come, by call.
  private final Map<String, String> tools = new HashMap<>();

  private final List<Object> messages = new ArrayList<>();

  private OllamaBody() {}

  static Map<String, Object> of(Request request, OllamaSettings settings) {
    var talk = new OllamaBody();
    if (!request.system().isEmpty()) {
      talk.messages.add(ResponseFields.of("role", "system", "content", request.system()));
    }
    for (Message message : request.messages()) {
      switch (message.speaker()) {
        case USER -> talk.said(message.content());
        case ASSISTANT -> talk.answered(message.content());
      }
    }
    var body = ResponseFields.of("model", request.model(), "messages", talk.messages);
    if (!request.tools().isEmpty()) {
      body.put("tools", request.tools().stream().map(ResponseFields::function).toList());
    }
    body.put("stream", false);
    settings.thinking().ifPresent(think -> body.put("think", think));
    body.put("truncate", false);
    body.put("shift", false);
    var options =
        ResponseFields.of("num_ctx", settings.context(), "num_predict", request.maxTokens());
    options.putAll(settings.options());
    body.put("options", options);
    return body;
  }

  private void said(List<Content> content) {
    for (Content piece : content) {
      switch (piece) {
        case Content.Text(var text) ->
            messages.add(ResponseFields.of("role", "user", "content", text));
        case Content.ToolResult(var call, var text, var _) ->
            messages.add(
                ResponseFields.of(
                    "role",
                    "tool",
                    "tool_name",
                    tools.getOrDefault(call, ""),
                    "tool_call_id",
                    call,
                    "content",
                    text));
        case Content.Thinking _, Content.ToolCall _, Content.Opaque _ ->
            throw new IllegalArgumentException("expected text or a result from a user: " + piece);
      }
    }
  }

  private void answered(List<Content> content) {
    var text = new StringBuilder();
    var thinking = new StringBuilder();
    var calls = new ArrayList<>();
    for (Content piece : content) {
      switch (piece) {
        case Content.Text(var more) -> text.append(more);
        case Content.Thinking(var more, var _) -> thinking.append(more);
        // Its content is one text, so a part of another kind has no place to go back to.
        case Content.Opaque _ -> {}
        case Content.ToolCall(var id, var tool, var input) -> {
          tools.put(id, tool);
          calls.add(
              ResponseFields.of(
                  "id", id, "function", ResponseFields.of("name", tool, "arguments", input)));
        }
        case Content.ToolResult _ ->
            throw new IllegalArgumentException("expected no result from a model: " + piece);
      }
    }
    var message = ResponseFields.of("role", "assistant", "content", text.toString());
    if (!thinking.isEmpty()) {
      message.put("thinking", thinking.toString());
    }
    if (!calls.isEmpty()) {
      message.put("tool_calls", calls);
    }
    messages.add(message);
  }
}
