package dev.breakeven.importer.otel;

import dev.breakeven.importer.Values;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Purchase;
import dev.breakeven.unit.Usd;
import dev.breakeven.wire.Buying;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Which spans are calls and agents, and what they say beside usage, under the names of today's
/// GenAI conventions, of older ones, and of those that grew beside them.
final class AttributeNames {
  private static final Set<String> AGENTS = Set.of("invoke_agent", "create_agent");

  /// Operations whose usage, if they carry any, sums up that of the spans within.
  private static final Set<String> SUMS =
      Set.of(
          "invoke_agent", "create_agent", "invoke_workflow", "execute_tool", "plan", "retrieval");

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
  private static final String[] MODEL = {
    "gen_ai.response.model",
    "gen_ai.request.model",
    "llm.model_name",
    "llm.response.model",
    "llm.request.model",
    "ai.response.model",
    "ai.model.id"
  };

  /// What others computed or were told that a call cost, in dollars.
  private static final String[] COST = {
    "breakeven.cost.recorded_usd", "gen_ai.usage.cost", "operation.cost", "llm.cost.total"
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
    return span.number(SpanUsage.INPUT).isNumber()
        || span.number(SpanUsage.OUTPUT).isNumber()
        || operation != null
        || kind != null
        || span.text("gen_ai.request.model") != null;
  }

  /// The model's id.
  static String model(Span span) {
    String named = span.text(MODEL);
    JsonNode names =
        JsonNodeFactory.instance
            .objectNode()
            .put("own", named == null ? "" : named)
            .put("export", span.export().path("model").asString(""));
    return Values.model(names, "export", "own");
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

  /// What the export says it cost; null where it says nothing, or not in dollars.
  static @Nullable Usd cost(Span span) {
    JsonNode told = span.attribute(COST);
    if (told.isMissingNode() && isDollars(span)) {
      told = span.attribute("gen_ai.usage.cost.amount");
    }
    String text = told.isString() ? told.stringValue() : "";
    if (DOLLARS.matcher(text).matches()) {
      return Values.cost(JsonNodeFactory.instance.numberNode(new BigDecimal(text)));
    }
    return Values.cost(told.isNumber() ? told : span.export().path("costDetails").path("total"));
  }

  private static boolean isDollars(Span span) {
    String currency = span.text("gen_ai.usage.cost.currency");
    return currency == null || currency.equals("USD");
  }
}
