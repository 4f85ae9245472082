package dev.breakeven.importer.otel;

import dev.breakeven.importer.Values;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Purchase;
import dev.breakeven.unit.Usd;
import dev.breakeven.wire.Buying;
import dev.breakeven.wire.LoggedUsage;
import dev.breakeven.wire.WireUsage;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What spans say, under the names of today's GenAI conventions, of older ones, of OpenInference
/// and of Langfuse.
///
/// Today's conventions want cached tokens in the input. Older Anthropic instrumentations leave them
/// out: that shows where more was cached than the input has.
final class AttributeNames {
  private static final Set<String> AGENTS = Set.of("invoke_agent", "create_agent");

  /// Operations whose usage, if they carry any, sums up that of the spans within.
  private static final Set<String> SUMS =
      Set.of(
          "invoke_agent", "create_agent", "invoke_workflow", "execute_tool", "plan", "retrieval");

  private static final String[] INPUT = {
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "llm.token_count.prompt",
    "llm.usage.prompt_tokens"
  };
  private static final String[] OUTPUT = {
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "llm.token_count.completion",
    "llm.usage.completion_tokens"
  };
  private static final String[] READ = {
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.input_tokens.cached",
    "gen_ai.usage.cached_tokens",
    "llm.token_count.prompt_details.cache_read"
  };
  private static final String USAGE = "gen_ai.usage.";
  private static final String[] TIER = {
    "gen_ai.openai.response.service_tier",
    "openai.response.service_tier",
    "gen_ai.response.service_tier",
    "gen_ai.usage.service_tier",
    "gen_ai.openai.request.service_tier",
    "openai.request.service_tier",
    "gen_ai.request.service_tier"
  };
  private static final String[] SPEED = {
    "gen_ai.anthropic.response.speed",
    "gen_ai.response.speed",
    "gen_ai.usage.speed",
    "gen_ai.anthropic.request.speed",
    "gen_ai.request.speed"
  };
  private static final String[] PLACE = {
    "gen_ai.anthropic.response.inference_geo",
    "gen_ai.usage.inference_geo",
    "gen_ai.response.inference_geo",
    "gen_ai.anthropic.request.inference_geo",
    "gen_ai.request.inference_geo"
  };
  private static final Pattern DOLLARS = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,12})?");
  private static final String MINUTES = "breakeven.usage.cache_write_5m_tokens";
  private static final String HOUR = "breakeven.usage.cache_write_1h_tokens";
  private static final String[] WRITTEN = {
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "llm.token_count.prompt_details.cache_write"
  };

  private AttributeNames() {}

  /// Whether `span` is an agent at work.
  static boolean isAgent(Span span) {
    String operation = span.text("gen_ai.operation.name");
    return (operation != null && AGENTS.contains(operation))
        || "AGENT".equals(span.text("openinference.span.kind"))
        || span.export().path("type").asString("").equals("AGENT");
  }

  /// Whether `span` is a request to a model.
  static boolean isCall(Span span) {
    if (span.export().has("type")) {
      return span.export().path("type").asString("").equals("GENERATION");
    }
    String operation = span.text("gen_ai.operation.name");
    String kind = span.text("openinference.span.kind");
    if (operation != null ? SUMS.contains(operation) : kind != null && !kind.equals("LLM")) {
      return false;
    }
    return span.attribute(INPUT).isNumber()
        || span.attribute(OUTPUT).isNumber()
        || operation != null
        || kind != null
        || span.text("gen_ai.request.model") != null;
  }

  /// The model's id.
  static String model(Span span) {
    String named =
        span.text(
            "gen_ai.response.model", "gen_ai.request.model", "llm.model_name", "llm.request.model");
    JsonNode names =
        JsonNodeFactory.instance
            .objectNode()
            .put("own", named == null ? "" : named)
            .put("export", span.export().path("model").asString(""));
    return Values.model(names, "export", "own");
  }

  /// What was billed.
  ///
  /// @throws IllegalArgumentException if a count is none
  static WireUsage usage(Span span) {
    JsonNode details = span.export().path("usageDetails");
    if (details.has("input") || details.has("output")) {
      return langfuse(details);
    }
    var lives = new LoggedUsage.Lives(span.number(MINUTES), span.number(HOUR));
    if (lives.minutes().isNumber() || lives.hour().isNumber()) {
      return WireUsage.plain(
          LoggedUsage.whole(span.number(INPUT), lives, span.number(READ), span.number(OUTPUT)));
    }
    var logged =
        new LoggedUsage(
            span.number(INPUT), span.number(WRITTEN), span.number(READ), span.number(OUTPUT));
    long cached = span.number(READ).asLong(0) + span.number(WRITTEN).asLong(0);
    return cached > span.number(INPUT).asLong(0) ? logged.apart() : logged.whole();
  }

  private static WireUsage langfuse(JsonNode details) {
    JsonNode read =
        first(
            details,
            "input_cache_read",
            "cache_read_input_tokens",
            "input_cached_tokens",
            "prompt_details.cache_read");
    JsonNode written =
        first(
            details,
            "input_cache_creation",
            "cache_creation_input_tokens",
            "prompt_details.cache_write");
    var logged = new LoggedUsage(details.path("input"), written, read, details.path("output"));
    long cached = read.asLong(0) + written.asLong(0);
    long both = details.path("input").asLong(0) + details.path("output").asLong(0);
    boolean apart = details.path("total").asLong(0) == both + cached;
    return apart ? logged.apart() : logged.whole();
  }

  private static JsonNode first(JsonNode json, String... names) {
    for (String name : names) {
      if (json.has(name)) {
        return json.path(name);
      }
    }
    return json.path("");
  }

  /// How the call was bought. What an answer says of its tier counts before what was asked for.
  ///
  /// @throws IllegalArgumentException if a count is none
  static Purchase bought(Span span) {
    Purchase bought =
        Buying.of(span.text(TIER), span.text(SPEED), span.text(PLACE))
            .plus(Buying.told(span.export().path("modelParameters")));
    String ways = span.text("breakeven.buying.ways");
    bought = ways == null ? bought : bought.plus(Buying.of(ways.split(" ")));
    var counts = JsonNodeFactory.instance.objectNode();
    span.attributes()
        .forEach((name, value) -> {
          if (name.startsWith(USAGE) && name.endsWith(Buying.REQUESTS)) {
            counts.set(name.substring(name.lastIndexOf('.') + 1), value);
          }
        });
    span.export()
        .path("usageDetails")
        .properties()
        .forEach(entry -> {
          if (entry.getKey().endsWith(Buying.REQUESTS)) {
            counts.set(
                entry.getKey().substring(entry.getKey().lastIndexOf('.') + 1), entry.getValue());
          }
        });
    return bought.plus(Buying.tools(counts));
  }

  /// How the usage is known, which exports of ours say.
  ///
  /// @throws IllegalArgumentException if they say another word
  static Known known(Span span) {
    String known = span.text("breakeven.usage.known");
    return known == null ? Known.BILLED : Known.ofKey(known);
  }

  /// What the export says it cost; null where it says nothing.
  static @Nullable Usd cost(Span span) {
    String recorded = span.text("breakeven.cost.recorded_usd");
    if (recorded != null && DOLLARS.matcher(recorded).matches()) {
      return Values.cost(JsonNodeFactory.instance.numberNode(new BigDecimal(recorded)));
    }
    return Values.cost(span.export().path("costDetails").path("total"));
  }
}
