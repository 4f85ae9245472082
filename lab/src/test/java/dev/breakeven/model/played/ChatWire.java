package dev.breakeven.model.played;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.Message.Speaker;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.Request;
import dev.breakeven.model.http.Body;
import dev.breakeven.model.http.ResponseFields;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// OpenAI's Chat Completions.
final class ChatWire implements Wire {
  @Override
  public String path() {
    return "/chat/completions";
  }

  @Override
  public String type(JsonNode body) {
    return "application/json";
  }

  @Override
  public Request read(JsonNode body) {
    var talk = new Talk();
    for (JsonNode message : body.path("messages")) {
      var text = message.path("content").asString("");
      switch (message.path("role").asString()) {
        case "system" -> talk.system = text;
        case "user" -> talk.said(new Content.Text(text));
        case "tool" ->
            talk.said(new Content.ToolResult(message.path("tool_call_id").asString(), text, false));
        default -> {
          var content = new ArrayList<Content>();
          if (!text.isEmpty()) {
            content.add(new Content.Text(text));
          }
          for (JsonNode call : message.path("tool_calls")) {
            content.add(call(call));
          }
          talk.answered(content);
        }
      }
    }
    int most = body.path("max_tokens").asInt(body.path("max_completion_tokens").asInt(0));
    return new Request(
        body.path("model").asString(),
        talk.system,
        Wire.functions(body.path("tools")),
        talk.messages,
        most);
  }

  private static Content call(JsonNode call) {
    var arguments = call.path("function").path("arguments");
    return new Content.ToolCall(
        call.path("id").asString(),
        call.path("function").path("name").asString(),
        Wire.fields(arguments.isString() ? Body.read(arguments.asString()) : arguments));
  }

  /// A conversation in which the results of several calls are messages of their own.
  static final class Talk {
    private final List<Message> messages = new ArrayList<>();
    private String system = "";

    void system(String text) {
      system = text;
    }

    String system() {
      return system;
    }

    List<Message> messages() {
      return messages;
    }

    void said(Content content) {
      if (!messages.isEmpty() && messages.getLast().speaker() == Speaker.USER) {
        var more = new ArrayList<>(messages.removeLast().content());
        more.add(content);
        messages.add(new Message(Speaker.USER, more));
      } else {
        messages.add(new Message(Speaker.USER, List.of(content)));
      }
    }

    void answered(List<Content> content) {
      messages.add(new Message(Speaker.ASSISTANT, content));
    }
  }

  @Override
  public String write(JsonNode body, ModelAnswer answer) {
    var message = ResponseFields.of("role", "assistant", "content", Wire.text(answer));
    var calls = new ArrayList<>();
    for (var call : Wire.calls(answer)) {
      calls.add(
          ResponseFields.of(
              "id",
              call.id(),
              "type",
              "function",
              "function",
              ResponseFields.of("name", call.tool(), "arguments", Body.write(call.input()))));
    }
    if (!calls.isEmpty()) {
      message.put("tool_calls", calls);
    }
    return answer(body, message, answer);
  }

  @Override
  public String empty(JsonNode body, ModelAnswer answer) {
    return answer(body, ResponseFields.of("role", "assistant", "content", ""), answer);
  }

  @Override
  public String invalid(JsonNode body, ModelAnswer answer) {
    var whole = write(body, answer);
    return whole.substring(0, whole.length() - 1) + ",\"service_tier\":def}";
  }

  private static String answer(JsonNode body, Map<String, Object> message, ModelAnswer answer) {
    var reason =
        switch (answer.stop()) {
          case TOOL_USE -> "tool_calls";
          case END_TURN -> "stop";
          case MAX_TOKENS -> "length";
          case REFUSAL -> "content_filter";
          case PAUSE, UNKNOWN -> throw new IllegalArgumentException(answer.toString());
        };
    return Body.write(
        ResponseFields.of(
            "id",
            "chatcmpl-1",
            "object",
            "chat.completion",
            "created",
            1_795_000_000,
            "model",
            body.path("model").asString(),
            "choices",
            List.of(ResponseFields.of("index", 0, "message", message, "finish_reason", reason)),
            "usage",
            usage(answer.usage())));
  }

  private static Map<String, Object> usage(Usage usage) {
    return ResponseFields.of(
        "prompt_tokens",
        usage.prompt(),
        "completion_tokens",
        usage.count(TokenClass.OUTPUT),
        "total_tokens",
        usage.prompt() + usage.count(TokenClass.OUTPUT),
        "prompt_tokens_details",
        ResponseFields.of(
            "cached_tokens",
            usage.count(TokenClass.READ),
            "cache_write_tokens",
            usage.count(TokenClass.WRITE_5M)));
  }
}
