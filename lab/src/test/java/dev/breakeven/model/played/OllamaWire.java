package dev.breakeven.model.played;

import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.Request;
import dev.breakeven.model.http.Body;
import dev.breakeven.model.http.ResponseFields;
import dev.breakeven.trace.TokenClass;
import java.util.ArrayList;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Ollama's own API.
final class OllamaWire implements Wire {
  @Override
  public String path() {
    return "/api/chat";
  }

  @Override
  public String type(JsonNode body) {
    return "application/json";
  }

  @Override
  public Request read(JsonNode body) {
    var talk = new ChatWire.Talk();
    for (JsonNode message : body.path("messages")) {
      var text = message.path("content").asString("");
      switch (message.path("role").asString()) {
        case "system" -> talk.system(text);
        case "user" -> talk.said(new Content.Text(text));
        case "tool" ->
            talk.said(new Content.ToolResult(message.path("tool_call_id").asString(), text, false));
        default -> {
          var content = new ArrayList<Content>();
          if (!text.isEmpty()) {
            content.add(new Content.Text(text));
          }
          for (JsonNode call : message.path("tool_calls")) {
            content.add(
                new Content.ToolCall(
                    call.path("id").asString(),
                    call.path("function").path("name").asString(),
                    Wire.fields(call.path("function").path("arguments"))));
          }
          talk.answered(content);
        }
      }
    }
    return new Request(
        body.path("model").asString(),
        talk.system(),
        Wire.functions(body.path("tools")),
        talk.messages(),
        body.path("options").path("num_predict").asInt());
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
              "function",
              ResponseFields.of("name", call.tool(), "arguments", call.input())));
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
    return whole.substring(0, whole.length() - 1) + ",\"load_duration\":1,}";
  }

  private static String answer(JsonNode body, Map<String, Object> message, ModelAnswer answer) {
    var usage = answer.usage();
    return Body.write(
        ResponseFields.of(
            "model",
            body.path("model").asString(),
            "created_at",
            "2026-11-24T12:00:00.123456Z",
            "message",
            message,
            "done",
            true,
            "done_reason",
            answer.stop() == ModelAnswer.Stop.MAX_TOKENS ? "length" : "stop",
            "prompt_eval_count",
            usage.prompt(),
            "prompt_eval_cached_count",
            usage.count(TokenClass.READ),
            "eval_count",
            usage.count(TokenClass.OUTPUT)));
  }
}
