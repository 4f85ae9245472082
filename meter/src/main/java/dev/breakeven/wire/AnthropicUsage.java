package dev.breakeven.wire;

import dev.breakeven.trace.Usage;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/// Reads the `usage` object of Anthropic's Messages API.
///
/// `input_tokens` counts only what was neither read nor written. Written tokens come as a total
/// and, in newer answers, split by life; a total without a split counts under five minutes, the
/// default life. The top level leaves out the iterations that compact, advise or stand in; they are
/// billed, so they are added: to the usage itself, or to the other model they name. Source:
/// platform.claude.com/docs/en/build-with-claude/prompt-caching, checked 2026-08-21.
public final class AnthropicUsage {
  private AnthropicUsage() {}

  /// The usage in `json`.
  ///
  /// @throws IllegalArgumentException if it is no object or a count is no whole number of 0 or more
  public static WireUsage read(JsonNode json) {
    WireUsage own = one(Counts.object(json, "Anthropic"));
    Usage sum = own.usage();
    boolean assumed = own.lifeAssumed();
    var elsewhere = new ArrayList<WireUsage.Share>();
    for (JsonNode iteration : json.path("iterations")) {
      String kind = iteration.path("type").asString("");
      if (!isBeyondTopLevel(kind)) {
        continue;
      }
      WireUsage more = one(Counts.object(iteration, "an iteration"));
      String model = iteration.path("model").asString("");
      assumed |= more.lifeAssumed();
      if (model.isEmpty()) {
        sum = sum.plus(more.usage());
      } else {
        elsewhere.add(new WireUsage.Share(kind, model, more.usage()));
      }
    }
    return new WireUsage(sum, elsewhere, assumed);
  }

  /// Whether an iteration of that type is billed beside what the top level counts.
  public static boolean isBeyondTopLevel(String kind) {
    return switch (kind) {
      case "compaction", "advisor_message", "fallback_message" -> true;
      default -> false;
    };
  }

  private static WireUsage one(JsonNode json) {
    return new AnthropicCounts(
            count(json, "input_tokens"),
            count(json, "cache_creation_input_tokens"),
            count(json, "cache_creation", "ephemeral_5m_input_tokens"),
            count(json, "cache_creation", "ephemeral_1h_input_tokens"),
            count(json, "cache_read_input_tokens"),
            count(json, "output_tokens"))
        .usage();
  }

  private static long count(JsonNode json, String... path) {
    Long count = Counts.at(json, path);
    return count == null ? -1 : count;
  }
}
