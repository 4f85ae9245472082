package dev.breakeven.model.anthropic;

import dev.breakeven.model.Content;
import dev.breakeven.model.OfficialClient;
import dev.breakeven.model.http.Body;
import dev.breakeven.trace.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.NullNode;

/// Answers of Anthropic's Messages API, as it writes them.
final class Messages {
  /// 11 uncached, 20 and 22 written, 333 read, 44 put out, 7 and 5 of these by a compaction.
  static final Usage USAGE = Usage.of(18, 20, 22, 333, 49);

  private static final Map<String, Object> WRITTEN =
      Map.of("ephemeral_5m_input_tokens", 20, "ephemeral_1h_input_tokens", 22);

  private Messages() {}

  /// The provider's own client, asking by `how`.
  static OfficialClient official(String how) {
    return new OfficialClient(
        "@anthropic-ai/sdk",
        """
        const { default: Anthropic } = await import('@anthropic-ai/sdk');
        const client = new Anthropic({ apiKey: 'none', baseURL: base, maxRetries: 0 });
        const asked = {
          model: 'contract-model', max_tokens: 9, messages: [{ role: 'user', content: 'Mend.' }],
        };
        %s
        const extra = usage.iterations.filter(part => part.type === 'compaction');
        const sum = name => extra.reduce((sofar, part) => sofar + part[name], usage[name]);
        print({
          uncached: sum('input_tokens'),
          write_5m: usage.cache_creation.ephemeral_5m_input_tokens,
          write_1h: usage.cache_creation.ephemeral_1h_input_tokens,
          read: usage.cache_read_input_tokens,
          output: sum('output_tokens'),
        });
        """
            .formatted(how));
  }

  static Map<String, Object> usage(int output) {
    var usage = new LinkedHashMap<String, Object>();
    usage.put("input_tokens", 11);
    usage.put("cache_creation_input_tokens", 42);
    usage.put("cache_read_input_tokens", 333);
    usage.put("cache_creation", WRITTEN);
    usage.put("output_tokens", output);
    return usage;
  }

  private static Map<String, Object> finalUsage() {
    var usage = usage(44);
    usage.put(
        "iterations",
        List.of(
            Map.of("type", "compaction", "input_tokens", 7, "output_tokens", 5),
            Map.of("type", "message", "input_tokens", 11, "output_tokens", 44)));
    return usage;
  }

  /// An answer sent at once: its usage stands after its content.
  static String whole(List<Content> content, String stop) {
    var message = head();
    message.put("content", content.stream().map(Messages::block).toList());
    message.put("stop_reason", stop);
    message.put("usage", finalUsage());
    message.put("container", NullNode.getInstance());
    return Body.write(message);
  }

  static String streamed(List<Content> content, String stop) {
    var text = new StringBuilder();
    var message = head();
    message.put("content", List.of());
    message.put("usage", usage(1));
    event(text, "message_start", Map.of("message", message));
    event(text, "ping", Map.of());
    for (int i = 0; i < content.size(); i++) {
      block(text, i, content.get(i));
    }
    event(
        text, "message_delta", Map.of("delta", Map.of("stop_reason", stop), "usage", finalUsage()));
    event(text, "message_stop", Map.of());
    return text.toString();
  }

  private static Map<String, Object> head() {
    var message = new LinkedHashMap<String, Object>();
    message.put("id", "msg_01");
    message.put("type", "message");
    message.put("role", "assistant");
    message.put("model", "contract-model");
    return message;
  }

  private static void block(StringBuilder text, int index, Content content) {
    var block = new LinkedHashMap<>(block(content));
    var deltas = new ArrayList<Map<String, Object>>();
    switch (content) {
      case Content.Text(var said) -> {
        block.put("text", "");
        deltas.add(Map.of("type", "text_delta", "text", said.substring(0, said.length() / 2)));
        deltas.add(Map.of("type", "text_delta", "text", said.substring(said.length() / 2)));
      }
      case Content.Thinking(var thought, var signature) -> {
        block.put("thinking", "");
        block.put("signature", "");
        deltas.add(Map.of("type", "thinking_delta", "thinking", thought));
        deltas.add(Map.of("type", "signature_delta", "signature", signature));
      }
      case Content.ToolCall call -> {
        block.put("input", Map.of());
        var input = Body.write(call.input());
        deltas.add(Map.of("type", "input_json_delta", "partial_json", ""));
        deltas.add(Map.of("type", "input_json_delta", "partial_json", input.substring(0, 3)));
        deltas.add(Map.of("type", "input_json_delta", "partial_json", input.substring(3)));
      }
      case Content.ToolResult _, Content.Opaque _ ->
          throw new IllegalArgumentException(content.toString());
    }
    event(text, "content_block_start", Map.of("index", index, "content_block", block));
    for (var delta : deltas) {
      event(text, "content_block_delta", Map.of("index", index, "delta", delta));
    }
    event(text, "content_block_stop", Map.of("index", index));
  }

  static void event(StringBuilder text, String type, Map<String, Object> fields) {
    var event = new LinkedHashMap<String, Object>();
    event.put("type", type);
    event.putAll(fields);
    text.append("event: ").append(type).append("\ndata: ").append(Body.write(event)).append("\n\n");
  }

  private static Map<String, Object> block(Content content) {
    return switch (content) {
      case Content.Text(var text) -> Map.of("type", "text", "text", text);
      case Content.Thinking(var text, var signature) ->
          Map.of("type", "thinking", "thinking", text, "signature", signature);
      case Content.ToolCall(var id, var tool, var input) ->
          Map.of("type", "tool_use", "id", id, "name", tool, "input", input);
      case Content.ToolResult _, Content.Opaque _ ->
          throw new IllegalArgumentException(content.toString());
    };
  }
}
