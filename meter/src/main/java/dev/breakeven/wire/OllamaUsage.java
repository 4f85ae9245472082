package dev.breakeven.wire;

import dev.breakeven.trace.TokenClass;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the counts of Ollama's native API, which stand in the answer itself.
///
/// `prompt_eval_count` is the whole prompt, `eval_count` the answer. Ollama keeps a prefix in
/// memory; from 0.33.3 on it reports as `prompt_eval_cached_count` how much of the prompt it read
/// there. Writes are never reported, nor reads by older versions, so these classes are absent.
public final class OllamaUsage {
  private OllamaUsage() {}

  /// The usage in the answer `json`.
  ///
  /// @throws IllegalArgumentException if it is no object, a count is no whole number of 0 or more,
  ///   or more was read than the prompt has
  public static WireUsage read(JsonNode json) {
    Counts.object(json, "Ollama");
    var counts = new EnumMap<TokenClass, @Nullable Long>(TokenClass.class);
    Long prompt = Counts.at(json, "prompt_eval_count");
    Long read = Counts.at(json, "prompt_eval_cached_count");
    if (Counts.orZero(read) > Counts.orZero(prompt)) {
      throw new IllegalArgumentException(
          "expected a prompt that includes what was read, got a prompt of %s and %s read"
              .formatted(prompt, read));
    }
    counts.put(TokenClass.UNCACHED, prompt == null ? null : prompt - Counts.orZero(read));
    counts.put(TokenClass.READ, read);
    counts.put(TokenClass.OUTPUT, Counts.at(json, "eval_count"));
    return WireUsage.plain(Counts.usage(counts));
  }
}
