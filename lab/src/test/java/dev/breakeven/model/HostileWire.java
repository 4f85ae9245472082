package dev.breakeven.model;

import dev.breakeven.model.anthropic.AnthropicClient;
import dev.breakeven.model.anthropic.AnthropicSettings;
import dev.breakeven.model.anthropic.AnthropicSettings.Transfer;
import dev.breakeven.model.anthropic.CacheLife;
import dev.breakeven.model.http.ApiKey;
import dev.breakeven.model.http.Endpoint;
import dev.breakeven.model.ollama.OllamaClient;
import dev.breakeven.model.ollama.OllamaSettings;
import dev.breakeven.model.openai.OpenAiClient;
import dev.breakeven.model.openai.OpenAiSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The wires, and how each writes what a hostile provider says. Bodies are put together as text, as
/// a writer of JSON would mend them.
enum HostileWire {
  WHOLE,
  STREAMED,
  CHAT,
  OLLAMA;

  static final String MODEL = "asked-model";
  static final String KEY = "sk-planted/0123456789+abcdef";

  ModelClient client(URI base) {
    var key = Optional.of(new ApiKey(KEY));
    var patience = Duration.ofSeconds(60);
    return switch (this) {
      case WHOLE -> anthropic(new Endpoint(base, key, patience), Transfer.WHOLE);
      case STREAMED -> anthropic(new Endpoint(base, key, patience), Transfer.STREAMED);
      case CHAT ->
          new OpenAiClient(
              new Endpoint(URI.create(base + "/v1"), key, patience), OpenAiSettings.usual(base));
      case OLLAMA ->
          new OllamaClient(
              new Endpoint(base, key, patience), OllamaSettings.USUAL, text -> text.length() / 4);
    };
  }

  private static ModelClient anthropic(Endpoint endpoint, Transfer transfer) {
    return new AnthropicClient(
        endpoint, new AnthropicSettings(CacheLife.FIVE_MINUTES, transfer, Map.of()));
  }

  boolean anthropic() {
    return this == WHOLE || this == STREAMED;
  }

  String type() {
    return this == STREAMED ? "text/event-stream" : "application/json";
  }

  /// A text, whose inside of a JSON string is `said`.
  String text(String said) {
    return switch (this) {
      case WHOLE, STREAMED -> "{\"type\":\"text\",\"text\":\"" + said + "\"}";
      case CHAT, OLLAMA -> "\"content\":\"" + said + "\"";
    };
  }

  /// Thinking alone.
  String thinking(String thought) {
    return switch (this) {
      case WHOLE, STREAMED ->
          "{\"type\":\"thinking\",\"thinking\":\"" + thought + "\",\"signature\":\"c2ln\"}";
      case CHAT -> "\"content\":null,\"reasoning_content\":\"" + thought + "\"";
      case OLLAMA -> "\"content\":\"\",\"thinking\":\"" + thought + "\"";
    };
  }

  /// Two calls of one tool with these ids; the first has arguments that are no JSON.
  String calls(String one, String other) {
    return switch (this) {
      case WHOLE, STREAMED ->
          "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"read\",\"input\":\"{path: a\"},"
                  .formatted(one)
              + "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"read\",\"input\":{\"path\":\"b\"}}"
                  .formatted(other);
      case CHAT, OLLAMA ->
          "\"content\":\"\",\"tool_calls\":["
              + "{\"id\":\"%s\",\"function\":{\"name\":\"read\",\"arguments\":\"{path: a\"}},"
                  .formatted(one)
              + "{\"id\":\"%s\",\"function\":{\"name\":\"read\",\"arguments\":{\"path\":\"b\"}}}]"
                  .formatted(other);
    };
  }

  /// A text and a part of a kind that nobody knows.
  String parts() {
    var parts =
        "{\"type\":\"text\",\"text\":\"Mended.\"},{\"type\":\"hologram\",\"data\":[1,\"two\"]}";
    return anthropic() ? parts : "\"content\":[" + parts + "]";
  }

  String stop() {
    return anthropic() ? "end_turn" : "stop";
  }

  String length() {
    return anthropic() ? "max_tokens" : "length";
  }

  /// An answer that bills 1000 tokens of prompt and `output` more.
  String answer(String content, String stop, String model, String output) {
    return switch (this) {
      case WHOLE ->
          "{\"type\":\"message\",\"role\":\"assistant\",\"model\":\"%s\",\"content\":[%s],"
                  .formatted(model, content)
              + "\"stop_reason\":\"%s\",\"usage\":{\"input_tokens\":1000,\"output_tokens\":%s}}"
                  .formatted(stop, output);
      case STREAMED -> streamed(content, stop, model, output);
      case CHAT ->
          "{\"model\":\"%s\",\"choices\":[{\"message\":{%s},\"finish_reason\":\"%s\"}],"
                  .formatted(model, content, stop)
              + "\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":"
              + output
              + "}}";
      case OLLAMA ->
          "{\"model\":\"%s\",\"message\":{%s},\"done\":true,\"done_reason\":\"%s\","
                  .formatted(model, content, stop)
              + "\"prompt_eval_count\":1000,\"eval_count\":"
              + output
              + "}";
    };
  }

  private static String streamed(String content, String stop, String model, String output) {
    var text = new StringBuilder();
    event(
        text,
        "message_start",
        ",\"message\":{\"model\":\"%s\",\"usage\":{\"input_tokens\":1000,\"output_tokens\":1}}"
            .formatted(model));
    int index = 0;
    for (var block : content.split("(?<=}),(?=\\{\"type\")")) {
      if (!block.isEmpty()) {
        event(text, "content_block_start", ",\"index\":" + index + ",\"content_block\":" + block);
        event(text, "content_block_stop", ",\"index\":" + index++);
      }
    }
    event(
        text,
        "message_delta",
        ",\"delta\":{\"stop_reason\":\"%s\"},\"usage\":{\"output_tokens\":%s}"
            .formatted(stop, output));
    event(text, "message_stop", "");
    return text.toString();
  }

  private static void event(StringBuilder text, String type, String fields) {
    text.append("event: ")
        .append(type)
        .append("\ndata: {\"type\":\"")
        .append(type)
        .append('"')
        .append(fields)
        .append("}\n\n");
  }
}
