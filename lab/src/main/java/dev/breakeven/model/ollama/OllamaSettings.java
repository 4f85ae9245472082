package dev.breakeven.model.ollama;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How to ask.
///
/// @param context the size of the context in tokens, for prompt and answer together: `num_ctx`
/// @param options further options, such as `temperature` or `seed`
/// @param thinking whether the model is to think first; empty: as it is used to
public record OllamaSettings(int context, Map<String, Object> options, Optional<Boolean> thinking) {
  /// 65,536 tokens, which agents need at least, and nothing further.
  public static final OllamaSettings USUAL = new OllamaSettings(65_536, Map.of(), Optional.empty());

  /// Takes a copy that keeps the order of the options.
  ///
  /// @throws IllegalArgumentException if the context is not positive
  public OllamaSettings {
    if (context < 1) {
      throw new IllegalArgumentException("expected a context of 1 token or more, got " + context);
    }
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}
