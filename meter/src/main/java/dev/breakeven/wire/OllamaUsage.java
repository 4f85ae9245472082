package dev.breakeven.wire;

import dev.breakeven.trace.TokenClass;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the counts of Ollama's native API, which stand in the answer itself.
///
/// `prompt_eval_count` is the prompt, `eval_count` the answer. Ollama keeps a prefix in memory, but
/// reports neither reads nor writes, so these classes are absent.
public final class OllamaUsage {
  private OllamaUsage() {}

  /// The usage in the answer `json`.
  ///
  /// @throws IllegalArgumentException if it is no object or a count is no whole number of 0 or more
  public static WireUsage read(JsonNode json) {
    Counts.object(json, "Ollama");
    var counts = new EnumMap<TokenClass, @Nullable Long>(TokenClass.class);
    counts.put(TokenClass.UNCACHED, Counts.at(json, "prompt_eval_count"));
    counts.put(TokenClass.OUTPUT, Counts.at(json, "eval_count"));
    return WireUsage.plain(Counts.usage(counts));
  }
}
