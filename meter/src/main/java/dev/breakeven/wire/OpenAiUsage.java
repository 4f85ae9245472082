package dev.breakeven.wire;

import dev.breakeven.trace.TokenClass;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the `usage` object of OpenAI's two APIs and of the many that speak like them.
///
/// Chat Completions say `prompt_tokens` and `completion_tokens`, Responses say `input_tokens` and
/// `output_tokens`. Both inputs include what was read from the cache and what was written to it, so
/// what is left is uncached. DeepSeek's `prompt_cache_hit_tokens` are reads. Codex writes its own
/// form down, `cached_input_tokens` and `cache_write_input_tokens`. Reasoning is part of the
/// output. There is one write price, which stands as five minutes. Source:
/// developers.openai.com/api/docs/guides/prompt-caching.
public final class OpenAiUsage {
  private OpenAiUsage() {}

  /// The usage in `json`.
  ///
  /// @throws IllegalArgumentException if it is no object, a count is no whole number of 0 or more,
  ///   or more was cached than the prompt has
  public static WireUsage read(JsonNode json) {
    Counts.object(json, "OpenAI");
    Long prompt = Counts.first(Counts.at(json, "prompt_tokens"), Counts.at(json, "input_tokens"));
    Long read =
        Counts.first(
            detail(json, "cached_tokens"),
            Counts.first(
                Counts.at(json, "cached_input_tokens"),
                Counts.at(json, "prompt_cache_hit_tokens")));
    Long written =
        Counts.first(
            detail(json, "cache_write_tokens"), Counts.at(json, "cache_write_input_tokens"));
    Long output =
        Counts.first(Counts.at(json, "completion_tokens"), Counts.at(json, "output_tokens"));
    var counts = new EnumMap<TokenClass, @Nullable Long>(TokenClass.class);
    counts.put(TokenClass.UNCACHED, prompt == null ? null : uncached(prompt, read, written));
    counts.put(TokenClass.WRITE_5M, written);
    counts.put(TokenClass.READ, read);
    counts.put(TokenClass.OUTPUT, output);
    return WireUsage.plain(Counts.usage(counts));
  }

  private static @Nullable Long detail(JsonNode json, String key) {
    return Counts.first(
        Counts.at(json, "prompt_tokens_details", key),
        Counts.at(json, "input_tokens_details", key));
  }

  private static long uncached(long prompt, @Nullable Long read, @Nullable Long written) {
    long rest = prompt - Counts.orZero(read) - Counts.orZero(written);
    if (rest < 0) {
      throw new IllegalArgumentException(
          "expected a prompt of %d tokens to include what was cached, got %s read and %s written"
              .formatted(prompt, read, written));
    }
    return rest;
  }
}
