package dev.breakeven.wire;

import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/// Reads the `usage` object of Anthropic's Messages API.
///
/// `input_tokens` counts only what was neither read nor written. Written tokens come as a total
/// and, in newer answers, split by life; a total without a split counts under five minutes, the
/// default life. Source: platform.claude.com/docs/en/build-with-claude/prompt-caching, checked
/// 2026-08-21.
///
/// `iterations` are the record of what was sampled within the answer. The top level counts the
/// model that answered, all its iterations together; compactions and advice are billed beside it.
/// Where a request falls back to another model, the top level is the attempt that produced the
/// answer, alone; an earlier attempt is billed at its own model if it had output, and free if it
/// was declined before any.
public final class AnthropicUsage {
  /// What another model sampled before it declined.
  private static final String DECLINED = "declined_message";

  private AnthropicUsage() {}

  /// The usage in `json`.
  ///
  /// @throws IllegalArgumentException if it is no object or a count is no whole number of 0 or more
  public static WireUsage read(JsonNode json) {
    return read(json, false);
  }

  /// The usage in `json`.
  ///
  /// @param hour whether the request asked for writes of one hour alone: a total without a split
  ///   counts under it then
  /// @throws IllegalArgumentException if it is no object or a count is no whole number of 0 or more
  public static WireUsage read(JsonNode json, boolean hour) {
    WireUsage own = one(Counts.object(json, "Anthropic"), hour);
    Usage sum = own.usage();
    boolean assumed = own.lifeAssumed();
    Purchase bought = Buying.told(json);
    var elsewhere = new ArrayList<WireUsage.Share>();
    String answering = answering(json.path("iterations"));
    for (JsonNode iteration : json.path("iterations")) {
      String kind = iteration.path("type").asString("");
      String model = iteration.path("model").asString("");
      boolean attempt = isAttempt(kind);
      if (attempt ? model.equals(answering) : !isBeyondTopLevel(kind)) {
        continue;
      }
      WireUsage more = one(Counts.object(iteration, "an iteration"), hour);
      if (attempt && more.usage().count(TokenClass.OUTPUT) == 0) {
        continue;
      }
      assumed |= more.lifeAssumed();
      if (model.isEmpty() && !attempt) {
        sum = sum.plus(more.usage());
      } else {
        elsewhere.add(
            new WireUsage.Share(
                attempt ? DECLINED : kind, model.isEmpty() ? "unknown" : model, more.usage()));
      }
    }
    return new WireUsage(sum, elsewhere, assumed, bought);
  }

  /// The model of the attempt that produced the answer; empty where iterations do not say.
  private static String answering(JsonNode iterations) {
    String model = "";
    for (JsonNode iteration : iterations) {
      if (isAttempt(iteration.path("type").asString(""))) {
        model = iteration.path("model").asString("");
      }
    }
    return model;
  }

  private static boolean isAttempt(String kind) {
    return kind.equals("message") || kind.equals("fallback_message");
  }

  /// Whether an iteration of that type is billed beside what the top level counts.
  private static boolean isBeyondTopLevel(String kind) {
    return kind.equals("compaction") || kind.equals("advisor_message");
  }

  private static WireUsage one(JsonNode json, boolean hour) {
    var counts =
        new AnthropicCounts(
            count(json, "input_tokens"),
            count(json, "cache_creation_input_tokens"),
            count(json, "cache_creation", "ephemeral_5m_input_tokens"),
            count(json, "cache_creation", "ephemeral_1h_input_tokens"),
            count(json, "cache_read_input_tokens"),
            count(json, "output_tokens"));
    return (hour ? counts.underAnHour() : counts).usage();
  }

  private static long count(JsonNode json, String... path) {
    Long count = Counts.at(json, path);
    return count == null ? -1 : count;
  }
}
