package dev.breakeven.importer.otel;

import dev.breakeven.importer.JsonInputs;
import dev.breakeven.wire.AnthropicUsage;
import dev.breakeven.wire.LoggedUsage;
import dev.breakeven.wire.WireUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a span says was billed, under the names of today's GenAI conventions, of older ones, and of
/// those that grew beside them: OpenInference, OpenLLMetry, the AI SDK, Pydantic AI, LangSmith,
/// Sentry and Strands.
///
/// Today's conventions want cached tokens in the input; many leave them out. A total tells, or the
/// uncached tokens beside; else an input that is less than what was cached leaves it out.
final class SpanUsage {
  static final String[] INPUT = {
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "llm.token_count.prompt",
    "llm.usage.prompt_tokens",
    "ai.usage.inputTokens",
    "ai.usage.promptTokens"
  };
  static final String[] OUTPUT = {
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "llm.token_count.completion",
    "llm.usage.completion_tokens",
    "ai.usage.outputTokens",
    "ai.usage.completionTokens"
  };
  private static final String[] READ = {
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.cache_read_tokens",
    "gen_ai.usage.details.cache_read_tokens",
    "gen_ai.usage.details.cache_read_input_tokens",
    "gen_ai.usage.details.cached_tokens",
    "gen_ai.usage.input_tokens.cached",
    "gen_ai.usage.input_token_details.cache_read",
    "gen_ai.usage.input_cached_tokens",
    "gen_ai.usage.cached_input_tokens",
    "gen_ai.usage.cached_tokens",
    "gen_ai.openai.usage.prompt_tokens_cached",
    "llm.token_count.prompt_details.cache_read",
    "llm.token_count.prompt_details.cache_input",
    "llm.usage.cache_read_input_tokens",
    "ai.usage.inputTokenDetails.cacheReadTokens",
    "ai.usage.cachedInputTokens"
  };
  private static final String[] WRITTEN = {
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "gen_ai.usage.cache_write_input_tokens",
    "gen_ai.usage.cache_write_tokens",
    "gen_ai.usage.cache_creation_tokens",
    "gen_ai.usage.details.cache_write_tokens",
    "gen_ai.usage.details.cache_creation_input_tokens",
    "gen_ai.usage.input_tokens.cache_write",
    "gen_ai.usage.input_token_details.cache_creation",
    "llm.token_count.prompt_details.cache_write",
    "llm.usage.cache_creation_input_tokens",
    "ai.usage.inputTokenDetails.cacheWriteTokens",
    "ai.usage.cacheCreationInputTokens"
  };
  private static final String[] UNCACHED = {
    "ai.usage.inputTokenDetails.noCacheTokens", "gen_ai.usage.details.input_tokens"
  };
  private static final String[] TOTAL = {
    "gen_ai.usage.total_tokens",
    "llm.token_count.total",
    "llm.usage.total_tokens",
    "ai.usage.totalTokens"
  };

  /// Names that Anthropic's own counts have, whose input leaves out what was cached.
  private static final List<String> RAW =
      List.of(
          "gen_ai.usage.cache_read_input_tokens",
          "gen_ai.usage.cache_creation_input_tokens",
          "gen_ai.usage.cache_write_input_tokens");

  /// An instrumentation that uses these names and adds what was cached to the input.
  private static final String ADDS = "opentelemetry.instrumentation.anthropic";

  private static final String MINUTES = "breakeven.usage.cache_write_5m_tokens";
  private static final String HOUR = "breakeven.usage.cache_write_1h_tokens";

  private static final Set<String> KNOWN = known();

  private final Span span;

  SpanUsage(Span span) {
    this.span = span;
  }

  private static Set<String> known() {
    var known = new TreeSet<String>(Set.of(MINUTES, HOUR));
    Stream.of(INPUT, OUTPUT, READ, WRITTEN, UNCACHED, TOTAL)
        .forEach(names -> known.addAll(List.of(names)));
    return known;
  }

  /// What was billed.
  ///
  /// @throws IllegalArgumentException if a count is none
  WireUsage usage() {
    if (LangfuseUsage.isIn(span.export())) {
      return LangfuseUsage.of(span.export());
    }
    JsonNode raw = provider().path("usage");
    if (raw.has("input_tokens") && raw.has("output_tokens")) {
      return AnthropicUsage.read(raw);
    }
    var lives = new LoggedUsage.Lives(span.number(MINUTES), span.number(HOUR));
    if (lives.minutes().isNumber() || lives.hour().isNumber()) {
      return WireUsage.plain(LoggedUsage.whole(input(), lives, read(), span.number(OUTPUT)));
    }
    var logged = new LoggedUsage(input(), written(), read(), span.number(OUTPUT));
    return leavesOut() ? logged.apart() : logged.whole();
  }

  /// What Anthropic said, as the AI SDK keeps it.
  private JsonNode provider() {
    return span.json("ai.response.providerMetadata").path("anthropic");
  }

  private JsonNode input() {
    return span.number(INPUT);
  }

  private JsonNode read() {
    JsonNode read = span.number(READ);
    return read.isNumber() ? read : detail("cache_read");
  }

  private JsonNode written() {
    JsonNode written = span.number(WRITTEN);
    if (written.isNumber()) {
      return written;
    }
    JsonNode detail = detail("cache_creation");
    return detail.isNumber() ? detail : provider().path("cacheCreationInputTokens");
  }

  /// LangSmith's details stand in one attribute, as JSON.
  private JsonNode detail(String name) {
    return span.json("gen_ai.usage.input_token_details").path(name);
  }

  private long cached() {
    return read().asLong(0) + written().asLong(0);
  }

  /// Whether the input leaves out what was cached.
  private boolean leavesOut() {
    long input = input().asLong(0);
    JsonNode uncached = span.number(UNCACHED);
    JsonNode total = span.number(TOTAL);
    if (cached() == 0) {
      return false;
    }
    if (uncached.isNumber()) {
      return uncached.asLong(0) == input;
    }
    return cached() > input
        || (total.isNumber()
            && total.asLong(0) == input + cached() + span.number(OUTPUT).asLong(0));
  }

  /// What is to be said of the usage: attributes that tell of cached tokens under a name that is
  /// not known, and an input of which nothing tells whether it holds what was cached.
  List<String> doubts() {
    var doubts = new ArrayList<String>();
    span.attributes()
        .forEach((name, value) -> {
          boolean cache = name.toLowerCase(Locale.ROOT).contains("cache");
          boolean usage = name.contains("usage") || name.contains("token");
          if (cache && usage && !KNOWN.contains(name) && isMore(value)) {
            doubts.add("usage attribute " + name);
          }
        });
    boolean raw = RAW.stream().anyMatch(name -> span.number(name).asLong(0) > 0);
    boolean told = leavesOut() || span.number(UNCACHED).isNumber() || span.number(TOTAL).isNumber();
    if (raw && !told && !ADDS.equals(span.scope()) && !LangfuseUsage.isIn(span.export())) {
      doubts.add("input tokens that may leave out what was cached, counted as if they held it");
    }
    return doubts;
  }

  private static boolean isMore(JsonNode value) {
    JsonNode number = value.isString() ? JsonInputs.parse(value.stringValue()) : value;
    return number.isNumber() && number.asDouble(0) > 0;
  }
}
