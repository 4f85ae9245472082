package dev.breakeven.exchange;

import dev.breakeven.json.JsonTree;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a request asks.
///
/// @param wire the interface it asks
/// @param model the model's id as asked for, `unknown` where the body names none
/// @param hash stands for the body, in whatever order its keys stand: a retry has the same
/// @param parts what the prompt consists of
/// @param marks positions in `parts` up to which the prompt is to be cached
/// @param wishes what else bears on the price
public record Question(
    Wire wire, String model, String hash, List<Part> parts, List<Integer> marks, Wishes wishes) {
  /// Takes immutable copies.
  public Question {
    parts = List.copyOf(parts);
    marks = List.copyOf(marks);
  }

  /// What of a request bears on its price beside the prompt.
  ///
  /// @param most the most tokens the answer may have, null where the request does not say
  /// @param hour whether all its cache marks are of one hour
  /// @param stream whether the answer is to come bit by bit
  /// @param attachments how many parts are no text
  public record Wishes(@Nullable Long most, boolean hour, boolean stream, int attachments) {}

  /// A request and its body.
  ///
  /// @param question what it asks
  /// @param body its body
  public record Parsed(Question question, JsonNode body) {}

  /// Reads the body of a request.
  ///
  /// @throws IllegalArgumentException if it is no JSON object
  public static Parsed read(Wire wire, byte[] bytes) {
    JsonNode body;
    try {
      body = JsonTree.of(new ByteArrayInputStream(bytes));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "expected a request of JSON, got " + e.getOriginalMessage(), e);
    }
    if (!body.isObject()) {
      throw new IllegalArgumentException("expected a request that is a JSON object");
    }
    var parts = new PromptParts();
    parts.prompt(body);
    int attachments = (int) parts.parts().stream().filter(part -> part.length() == 0).count();
    var wishes =
        new Wishes(most(body), hour(body), body.path("stream").asBoolean(false), attachments);
    return new Parsed(
        new Question(
            wire,
            body.path("model").asString("unknown"),
            Part.hash(canonical(body).toString()),
            parts.parts(),
            parts.marks(),
            wishes),
        body);
  }

  private static @Nullable Long most(JsonNode body) {
    for (String name : List.of("max_tokens", "max_completion_tokens", "max_output_tokens")) {
      if (body.path(name).isIntegralNumber() && body.path(name).canConvertToLong()) {
        return body.path(name).longValue();
      }
    }
    JsonNode ollama = body.path("options").path("num_predict");
    return ollama.isIntegralNumber() && ollama.asLong(-1) >= 0 ? (Long) ollama.longValue() : null;
  }

  private static boolean hour(JsonNode body) {
    String text = body.toString();
    return text.contains("\"ttl\":\"1h\"")
        && !text.contains("\"cache_control\":{\"type\":\"ephemeral\"}");
  }

  /// `json` with the keys of every object in one order.
  private static Object canonical(JsonNode json) {
    if (json.isObject()) {
      Map<String, Object> sorted = new TreeMap<>();
      json.properties().forEach(entry -> sorted.put(entry.getKey(), canonical(entry.getValue())));
      return sorted;
    }
    if (json.isArray()) {
      return json.values().stream().map(Question::canonical).toList();
    }
    return json;
  }
}
