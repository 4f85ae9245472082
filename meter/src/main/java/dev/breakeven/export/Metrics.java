package dev.breakeven.export;

import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The metrics of a conversation's steps in ATIF, and their sums.
final class Metrics {
  private Usage usage = Usage.NONE;
  private Usd cost = Usd.ZERO;
  private long calls;
  private long recorded;

  /// Puts what `answer` was billed into its `step`. What is written to the cache has no field of
  /// its own: the extras have it in the words of Anthropic, total and by life.
  void add(ObjectNode step, Call.Answer answer) {
    usage = usage.plus(answer.usage());
    calls++;
    ObjectNode metrics = JsonNodeFactory.instance.objectNode();
    tokens(answer.usage(), metrics, "");
    if (answer.recorded() != null) {
      cost = cost.plus(answer.recorded());
      recorded++;
      metrics.put("cost_usd", answer.recorded().dollars());
    }
    ObjectNode extra = written(answer.usage());
    if (answer.known() != Known.BILLED) {
      extra.put("known", answer.known().key());
    }
    if (!answer.bought().ways().isEmpty()) {
      ArrayNode ways = extra.putArray("ways");
      answer.bought().ways().forEach(ways::add);
    }
    if (!answer.bought().tools().isEmpty()) {
      ObjectNode tools = extra.putObject("tools");
      new TreeMap<>(answer.bought().tools()).forEach(tools::put);
    }
    if (!extra.isEmpty()) {
      metrics.set("extra", extra);
    }
    if (!metrics.isEmpty()) {
      step.set("metrics", metrics);
    }
    if (answer.stop() != null) {
      step.putObject("extra").put("stop_reason", answer.stop());
    }
  }

  private static void tokens(Usage usage, ObjectNode into, String prefix) {
    if (usage.reported(TokenClass.UNCACHED).isPresent()) {
      into.put(prefix + "prompt_tokens", usage.prompt());
    }
    usage
        .reported(TokenClass.OUTPUT)
        .ifPresent(count -> into.put(prefix + "completion_tokens", count.count()));
    usage
        .reported(TokenClass.READ)
        .ifPresent(count -> into.put(prefix + "cached_tokens", count.count()));
  }

  private static ObjectNode written(Usage usage) {
    ObjectNode extra = JsonNodeFactory.instance.objectNode();
    var minutes = usage.reported(TokenClass.WRITE_5M);
    var hour = usage.reported(TokenClass.WRITE_1H);
    if (minutes.isPresent() || hour.isPresent()) {
      extra.put(
          "cache_creation_input_tokens",
          Math.addExact(usage.count(TokenClass.WRITE_5M), usage.count(TokenClass.WRITE_1H)));
      ObjectNode split = extra.putObject("cache_creation");
      minutes.ifPresent(count -> split.put("ephemeral_5m_input_tokens", count.count()));
      hour.ifPresent(count -> split.put("ephemeral_1h_input_tokens", count.count()));
    }
    return extra;
  }

  /// The sums; the cost where each call has one on file.
  ObjectNode sums(int steps) {
    ObjectNode sums = JsonNodeFactory.instance.objectNode();
    tokens(usage, sums, "total_");
    if (calls > 0 && recorded == calls) {
      sums.put("total_cost_usd", cost.dollars());
    }
    return sums.put("total_steps", steps);
  }
}
