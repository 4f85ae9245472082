package dev.breakeven.model.played;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.Message.Speaker;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.Request;
import dev.breakeven.model.ToolSpec;
import dev.breakeven.model.http.Body;
import dev.breakeven.model.http.ResponseFields;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Anthropic's Messages API, streamed or at once as the request wants it.
final class AnthropicWire implements Wire {
  @Override
  public String path() {
    return "/v1/messages";
  }

  @Override
  public String type(JsonNode body) {
    return streamed(body) ? "text/event-stream" : "application/json";
  }

  private static boolean streamed(JsonNode body) {
    return body.path("stream").asBoolean(false);
  }

  @Override
  public Request read(JsonNode body) {
    var tools = new ArrayList<ToolSpec>();
    for (JsonNode tool : body.path("tools")) {
      tools.add(
          new ToolSpec(
              tool.path("name").asString(),
              tool.path("description").asString(),
              Wire.fields(tool.path("input_schema"))));
    }
    var messages = new ArrayList<Message>();
    for (JsonNode message : body.path("messages")) {
      var content = new ArrayList<Content>();
      message.path("content").forEach(block -> content.add(content(block)));
      messages.add(
          new Message(
              message.path("role").asString().equals("user") ? Speaker.USER : Speaker.ASSISTANT,
              content));
    }
    return new Request(
        body.path("model").asString(),
        body.path("system").path(0).path("text").asString(""),
        tools,
        messages,
        body.path("max_tokens").asInt());
  }

  private static Content content(JsonNode block) {
    return switch (block.path("type").asString()) {
      case "text" -> new Content.Text(block.path("text").asString());
      case "tool_use" ->
          new Content.ToolCall(
              block.path("id").asString(),
              block.path("name").asString(),
              Wire.fields(block.path("input")));
      case "tool_result" ->
          new Content.ToolResult(
              block.path("tool_use_id").asString(),
              result(block.path("content")),
              block.path("is_error").asBoolean(false));
      default -> throw new IllegalArgumentException(block.toString());
    };
  }

  private static String result(JsonNode content) {
    return content.isString() ? content.asString() : content.path(0).path("text").asString();
  }

  @Override
  public String write(JsonNode body, ModelAnswer answer) {
    return write(body, answer, blocks(answer));
  }

  @Override
  public String empty(JsonNode body, ModelAnswer answer) {
    return write(body, answer, List.of());
  }

  @Override
  public String invalid(JsonNode body, ModelAnswer answer) {
    var whole = write(body, answer);
    return streamed(body)
        ? whole.replace("event: message_stop\ndata: {", "event: message_stop\ndata: {{")
        : whole.substring(0, whole.length() - 1) + ",\"stop_sequence\":nul}";
  }

  @Override
  public boolean partly(String text, int length) {
    int begun = text.indexOf("\n\n");
    return text.startsWith("event:") && begun >= 0 && begun < length;
  }

  private static List<Map<String, Object>> blocks(ModelAnswer answer) {
    var blocks = new ArrayList<Map<String, Object>>();
    for (Content piece : answer.content()) {
      blocks.add(
          switch (piece) {
            case Content.Text(var text) -> ResponseFields.of("type", "text", "text", text);
            case Content.ToolCall(var id, var tool, var input) ->
                ResponseFields.of(
                    "type", "tool_use", "id", "toolu_" + id, "name", tool, "input", input);
            case Content.Thinking _, Content.Opaque _, Content.ToolResult _ ->
                throw new IllegalArgumentException(piece.toString());
          });
    }
    return blocks;
  }

  private static String write(JsonNode body, ModelAnswer answer, List<Map<String, Object>> blocks) {
    var usage = usage(answer.usage());
    var reason = answer.stop().key();
    var message =
        ResponseFields.of(
            "id",
            "msg_1",
            "type",
            "message",
            "role",
            "assistant",
            "model",
            body.path("model").asString(),
            "content",
            blocks,
            "stop_reason",
            reason,
            "usage",
            usage);
    return streamed(body) ? stream(message, blocks, usage, reason) : Body.write(message);
  }

  private static String stream(
      Map<String, Object> message,
      List<Map<String, Object>> blocks,
      Map<String, Object> counted,
      String reason) {
    var text = new StringBuilder();
    var begun = Wire.object();
    begun.putAll(message);
    begun.put("content", List.of());
    begun.remove("stop_reason");
    var usage = Wire.object();
    usage.putAll(counted);
    usage.put("output_tokens", 1);
    begun.put("usage", usage);
    event(text, "message_start", "message", begun);
    for (int i = 0; i < blocks.size(); i++) {
      block(text, i, blocks.get(i));
    }
    event(
        text, "message_delta", "delta", ResponseFields.of("stop_reason", reason), "usage", counted);
    event(text, "message_stop");
    return text.toString();
  }

  private static void block(StringBuilder text, int index, Map<String, Object> block) {
    var empty = Wire.object();
    empty.putAll(block);
    Object delta;
    if (block.containsKey("text")) {
      empty.put("text", "");
      delta = ResponseFields.of("type", "text_delta", "text", block.get("text"));
    } else {
      var input = Body.write(Body.read(Body.write(block)).path("input"));
      empty.put("input", Map.of());
      delta = ResponseFields.of("type", "input_json_delta", "partial_json", input);
    }
    event(text, "content_block_start", "index", index, "content_block", empty);
    event(text, "content_block_delta", "index", index, "delta", delta);
    event(text, "content_block_stop", "index", index);
  }

  private static void event(StringBuilder text, String type, Object... fields) {
    var event = ResponseFields.of("type", type);
    event.putAll(ResponseFields.of(fields));
    text.append("event: ").append(type).append("\ndata: ").append(Body.write(event)).append("\n\n");
  }

  private static Map<String, Object> usage(Usage usage) {
    long five = usage.count(TokenClass.WRITE_5M);
    long hour = usage.count(TokenClass.WRITE_1H);
    return ResponseFields.of(
        "input_tokens",
        usage.count(TokenClass.UNCACHED),
        "cache_creation_input_tokens",
        five + hour,
        "cache_read_input_tokens",
        usage.count(TokenClass.READ),
        "cache_creation",
        ResponseFields.of("ephemeral_5m_input_tokens", five, "ephemeral_1h_input_tokens", hour),
        "output_tokens",
        usage.count(TokenClass.OUTPUT));
  }
}
