package dev.breakeven.exchange;

import dev.breakeven.json.JsonTree;
import dev.breakeven.trace.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads the body of an answer: one JSON object, server-sent events, or lines of JSON. A body that
/// breaks off is read as far as it goes.
public final class ReplyReader {
  private final Wire wire;
  private final PromptParts parts = new PromptParts();
  private final Map<Integer, Growing> blocks = new TreeMap<>();
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable String stop;
  private @Nullable String tier;
  private @Nullable ObjectNode usage;

  /// A block of a streamed answer while it comes.
  private static final class Growing {
    ObjectNode start = JsonNodeFactory.instance.objectNode();
    final StringBuilder text = new StringBuilder();
  }

  private ReplyReader(Wire wire) {
    this.wire = wire;
  }

  /// Reads `body`.
  public static Reply read(Wire wire, byte[] body) {
    var reader = new ReplyReader(wire);
    String text = new String(body, StandardCharsets.UTF_8);
    Optional<JsonNode> whole = text.stripLeading().startsWith("{") ? json(text) : Optional.empty();
    if (whole.isPresent()) {
      reader.whole(whole.get());
    } else {
      text.lines().forEach(reader::line);
    }
    return reader.reply();
  }

  private static Optional<JsonNode> json(String text) {
    try {
      JsonNode json = JsonTree.of(text);
      return json.isObject() ? Optional.of(json) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /// A line of events names its kind within its data too.
  private void line(String line) {
    String data = line.startsWith("data:") ? line.substring("data:".length()) : line;
    if (data.stripLeading().startsWith("{")) {
      json(data).ifPresent(this::event);
    }
  }

  private void event(JsonNode json) {
    switch (wire) {
      case ANTHROPIC -> anthropic(json);
      case CHAT -> chat(json);
      case RESPONSES -> responses(json);
      case OLLAMA -> ollama(json);
    }
  }

  private void whole(JsonNode json) {
    switch (wire) {
      case ANTHROPIC -> {
        head(json);
        json.path("content").forEach(block -> parts.block(Origin.TEXT, null, block));
        stop(json.path("stop_reason"));
      }
      case CHAT -> {
        head(json);
        JsonNode choice = json.path("choices").path(0);
        parts.message(assistant(choice.path("message")));
        stop(choice.path("finish_reason"));
      }
      case RESPONSES -> response(json, true);
      case OLLAMA -> ollama(json);
    }
  }

  private static JsonNode assistant(JsonNode message) {
    ObjectNode own =
        message.isObject() ? message.deepCopy().asObject() : JsonNodeFactory.instance.objectNode();
    return own.put("role", "assistant");
  }

  private void head(JsonNode json) {
    id = json.path("id").asString(id);
    model = json.path("model").asString(model);
    tier = json.path("service_tier").asString(tier);
    revise(json.path("usage"));
  }

  /// Takes over what a usage says, and leaves what it does not say.
  private void revise(JsonNode said) {
    if (!said.isObject()) {
      return;
    }
    ObjectNode known = usage == null ? JsonNodeFactory.instance.objectNode() : usage;
    said.properties().stream()
        .filter(entry -> !entry.getValue().isNull())
        .forEach(entry -> known.set(entry.getKey(), entry.getValue()));
    usage = known;
  }

  private void stop(JsonNode reason) {
    stop = reason.asString(stop);
  }

  private void anthropic(JsonNode json) {
    switch (json.path("type").asString("")) {
      case "message_start" -> head(json.path("message"));
      case "content_block_start" -> {
        var block = new Growing();
        JsonNode start = json.path("content_block");
        block.start = start.isObject() ? start.deepCopy().asObject() : block.start;
        blocks.put(json.path("index").asInt(0), block);
      }
      case "content_block_delta" -> {
        Growing block = blocks.get(json.path("index").asInt(0));
        if (block != null) {
          JsonNode delta = json.path("delta");
          block.text.append(delta.path("text").asString(""));
          block.text.append(delta.path("partial_json").asString(""));
          block.text.append(delta.path("thinking").asString(""));
          String signature = delta.path("signature").asString("");
          if (!signature.isEmpty()) {
            block.start.put("signature", signature);
          }
        }
      }
      case "message_delta" -> {
        stop(json.path("delta").path("stop_reason"));
        revise(json.path("usage"));
      }
      default -> {
        // Pings, ends of blocks and errors say nothing of the bill.
      }
    }
  }

  private void chat(JsonNode json) {
    head(json);
    JsonNode choice = json.path("choices").path(0);
    JsonNode delta = choice.path("delta");
    grow(0, "text").text.append(delta.path("content").asString(""));
    String thought = delta.path("reasoning_content").asString(delta.path("reasoning").asString(""));
    grow(-1, "thinking").text.append(thought);
    for (JsonNode call : delta.path("tool_calls")) {
      Growing block = grow(1 + call.path("index").asInt(0), "function");
      JsonNode function = call.path("function");
      block.start.put(
          "name", function.path("name").asString(block.start.path("name").asString("")));
      block.text.append(function.path("arguments").asString(""));
    }
    stop(choice.path("finish_reason"));
  }

  private Growing grow(int index, String type) {
    Growing block = blocks.computeIfAbsent(index, _ -> new Growing());
    if (!block.start.has("type")) {
      block.start.put("type", type);
    }
    return block;
  }

  private void responses(JsonNode json) {
    String type = json.path("type").asString("");
    JsonNode response = json.path("response");
    if (type.equals("response.output_item.done")) {
      parts.item(json.path("item"));
    } else if (response.isObject()) {
      response(response, parts.parts().isEmpty());
    }
  }

  private void response(JsonNode response, boolean withOutput) {
    head(response);
    String status = response.path("status").asString("");
    if (!status.isEmpty() && !status.equals("in_progress") && !status.equals("queued")) {
      JsonNode why = response.path("incomplete_details").path("reason");
      stop = why.asString(status);
      if (withOutput) {
        response.path("output").forEach(parts::item);
      }
    }
  }

  private void ollama(JsonNode json) {
    model = json.path("model").asString(model);
    JsonNode message = json.path("message");
    grow(-1, "thinking").text.append(message.path("thinking").asString(""));
    grow(0, "text").text.append(message.path("content").asString(""));
    for (JsonNode call : message.path("tool_calls")) {
      Growing block = grow(blocks.size() + 1, "function");
      block.start.put("name", call.path("function").path("name").asString("unknown"));
      block.text.append(call.path("function").path("arguments"));
    }
    if (json.path("done").asBoolean(false)) {
      stop = json.path("done_reason").asString("stop");
      usage = json.isObject() ? counts(json) : usage;
    }
  }

  private static ObjectNode counts(JsonNode json) {
    ObjectNode counts = JsonNodeFactory.instance.objectNode();
    json.properties().stream()
        .filter(entry -> entry.getKey().endsWith("_count"))
        .forEach(entry -> counts.set(entry.getKey(), entry.getValue()));
    return counts;
  }

  private Reply reply() {
    blocks.values().forEach(this::close);
    return new Reply(id, model, stop, tier, usage, parts.parts());
  }

  private void close(Growing block) {
    String text = block.text.toString();
    ObjectNode start = block.start;
    switch (start.path("type").asString("")) {
      case "text" -> start.put("text", start.path("text").asString("") + text);
      case "thinking" -> start.put("thinking", start.path("thinking").asString("") + text);
      case "tool_use", "server_tool_use" -> {
        if (!text.isEmpty()) {
          start.set("input", json(text).orElseGet(() -> JsonNodeFactory.instance.stringNode(text)));
        }
      }
      case "function" -> {
        start.put("arguments", text);
        parts.function(start.path("id"), start);
        return;
      }
      default -> {
        // A block of another kind comes whole with its start.
      }
    }
    parts.block(Origin.TEXT, null, start);
  }
}
