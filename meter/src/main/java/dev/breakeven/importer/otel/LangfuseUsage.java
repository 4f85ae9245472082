package dev.breakeven.importer.otel;

import dev.breakeven.wire.LoggedUsage;
import dev.breakeven.wire.WireUsage;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The usage of an observation in an export of Langfuse: buckets that are apart from each other,
/// under names that begin with what they are part of. Source:
/// langfuse.com/docs/observability/features/token-and-cost-tracking.
final class LangfuseUsage {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> INPUTS = Set.of("promptTokens", "prompt_tokens");
  private static final Set<String> OUTPUTS = Set.of("completionTokens", "completion_tokens");

  private LangfuseUsage() {}

  /// Where tokens of a bucket belong.
  private enum Part {
    INPUT,
    READ,
    MINUTES,
    HOUR,
    OUTPUT,
    NONE
  }

  /// Whether `observation` holds such usage.
  static boolean isIn(JsonNode observation) {
    return buckets(observation).properties().stream()
        .anyMatch(entry -> part(entry.getKey()) != Part.NONE && !entry.getValue().isNull());
  }

  private static JsonNode buckets(JsonNode observation) {
    JsonNode details = observation.path("usageDetails");
    if (details.isObject() && !details.isEmpty()) {
      return details;
    }
    JsonNode old = observation.path("usage");
    boolean empty = old.path("input").asLong(0) + old.path("output").asLong(0) == 0;
    return empty && !old.has("promptTokens") ? details : old;
  }

  private static Part part(String bucket) {
    String name = bucket.toLowerCase(Locale.ROOT);
    boolean written = name.contains("creation") || name.contains("write");
    if (name.contains("cache") && !name.startsWith("output")) {
      return !written ? Part.READ : name.contains("1h") ? Part.HOUR : Part.MINUTES;
    }
    if (name.startsWith("input") || name.equals("prompt") || INPUTS.contains(bucket)) {
      return Part.INPUT;
    }
    boolean output = name.startsWith("output") || name.equals("completion");
    return output || OUTPUTS.contains(bucket) ? Part.OUTPUT : Part.NONE;
  }

  /// The usage in `observation`. Exports of old versions may have an input that holds what was
  /// cached: then the total is that of `input` and `output` alone.
  ///
  /// @throws IllegalArgumentException if a count is none
  static WireUsage of(JsonNode observation) {
    JsonNode buckets = buckets(observation);
    JsonNode read = sum(buckets, Part.READ);
    JsonNode minutes = sum(buckets, Part.MINUTES);
    JsonNode hour = sum(buckets, Part.HOUR);
    JsonNode input = sum(buckets, Part.INPUT);
    JsonNode output = sum(buckets, Part.OUTPUT);
    long cached = read.asLong(0) + minutes.asLong(0) + hour.asLong(0);
    boolean holds =
        cached > 0
            && buckets.path("total").isNumber()
            && buckets.path("total").asLong(0) == input.asLong(0) + output.asLong(0);
    if (!hour.isNumber()) {
      var logged = new LoggedUsage(input, minutes, read, output);
      return holds ? logged.whole() : logged.apart();
    }
    JsonNode whole = holds ? input : JSON.numberNode(input.asLong(0) + cached);
    return WireUsage.plain(
        LoggedUsage.whole(whole, new LoggedUsage.Lives(minutes, hour), read, output));
  }

  /// The sum of the buckets of `part`: missing where there is none, and the bucket itself where it
  /// is no number, for others to refuse.
  private static JsonNode sum(JsonNode buckets, Part part) {
    JsonNode sum = buckets.path("");
    for (Map.Entry<String, JsonNode> bucket : buckets.properties()) {
      JsonNode count = bucket.getValue();
      if (part(bucket.getKey()) != part || count.isNull()) {
        continue;
      }
      if (!count.isIntegralNumber() || !count.canConvertToLong()) {
        return count;
      }
      sum = JSON.numberNode(Math.addExact(sum.asLong(0), count.longValue()));
    }
    return sum;
  }
}
