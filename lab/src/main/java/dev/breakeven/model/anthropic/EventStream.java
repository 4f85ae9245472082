package dev.breakeven.model.anthropic;

import dev.breakeven.model.ModelFailure.Kind;
import dev.breakeven.model.http.Body;
import dev.breakeven.model.http.Statuses;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts a streamed answer together: the same object that an answer sent at once holds, as far as it
/// came.
final class EventStream {
  private static final Pattern LINES = Pattern.compile("\r\n|\n|\r");

  private final Map<Integer, StringBuilder> inputs = new HashMap<>();
  private @Nullable ObjectNode message;
  private @Nullable Kind failed;
  private @Nullable JsonNode error;
  private boolean complete;
  private boolean counted;

  /// Reads `text`, the whole stream or its beginning.
  EventStream(String text) {
    // Lines end by CR, LF or both; the data of one event may stand on several (HTML standard, 9.2).
    var data = new StringBuilder();
    for (var lines = LINES.splitAsStream(text).iterator(); lines.hasNext(); ) {
      var line = lines.next();
      if (line.isEmpty() || line.startsWith("event:")) {
        event(data);
      } else if (line.startsWith("data:")) {
        data.append(line, line.startsWith(" ", 5) ? 6 : 5, line.length()).append('\n');
      }
    }
    event(data);
  }

  /// Reads an event whose data is whole, and makes ready for the next.
  private void event(StringBuilder data) {
    if (!data.isEmpty() && failed == null) {
      try {
        event(Body.read(data.toString()));
      } catch (JacksonException _) {
        failed = Kind.UNREADABLE;
      }
    }
    data.setLength(0);
  }

  /// The answer, or what came of it; null if nothing came.
  @Nullable ObjectNode message() {
    return message;
  }

  /// Whether the output was counted to its end.
  boolean counted() {
    return counted;
  }

  /// The error that ended the stream, null if none did.
  @Nullable JsonNode error() {
    return error;
  }

  /// Why the answer is not complete, null if it is.
  @Nullable Kind failed() {
    return failed == null && !complete ? Kind.CUT : failed;
  }

  private void event(JsonNode event) {
    var whole = message;
    switch (event.path("type").asString("")) {
      case "message_start" -> {
        if (event.path("message") instanceof ObjectNode begun) {
          begun.putArray("content");
          message = begun;
        }
      }
      case "content_block_start" -> {
        if (whole != null) {
          content(whole).add(event.path("content_block"));
        }
      }
      case "content_block_delta" -> delta(event);
      case "content_block_stop" -> finish(event.path("index").asInt(-1));
      case "message_delta" -> {
        if (whole != null) {
          merge(whole, event.path("delta"));
          merge(whole.withObjectProperty("usage"), event.path("usage"));
          counted = true;
        }
      }
      case "message_stop" -> complete = true;
      case "error" -> {
        error = event.path("error");
        failed = Statuses.told(error);
      }
      default -> {
        // A ping, or an event that is newer than this.
      }
    }
  }

  private void delta(JsonNode event) {
    int index = event.path("index").asInt(-1);
    var delta = event.path("delta");
    switch (delta.path("type").asString("")) {
      case "text_delta" -> append(index, "text", delta.path("text"));
      case "thinking_delta" -> append(index, "thinking", delta.path("thinking"));
      case "signature_delta" -> append(index, "signature", delta.path("signature"));
      case "input_json_delta" ->
          inputs
              .computeIfAbsent(index, _ -> new StringBuilder())
              .append(delta.path("partial_json").asString(""));
      default -> {
        // Something that no block here is made of.
      }
    }
  }

  private void append(int index, String name, JsonNode more) {
    if (block(index) instanceof ObjectNode block) {
      block.put(name, block.path(name).asString("") + more.asString(""));
    }
  }

  /// The arguments stay a text, which is no JSON where the answer reached its limit within them.
  private void finish(int index) {
    var input = inputs.getOrDefault(index, new StringBuilder()).toString();
    if (!input.isBlank() && block(index) instanceof ObjectNode block) {
      block.put("input", input);
    }
  }

  private @Nullable JsonNode block(int index) {
    return message == null ? null : message.path("content").path(index);
  }

  private static ArrayNode content(ObjectNode message) {
    return message.withArrayProperty("content");
  }

  /// Later counts replace earlier ones: a stream's counts are sums so far.
  private static void merge(ObjectNode into, JsonNode from) {
    for (var field : from.properties()) {
      if (!field.getValue().isNull()) {
        into.set(field.getKey(), field.getValue());
      }
    }
  }
}
