package dev.breakeven.model.ollama;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How to ask.
///
/// @param context the size of the context in tokens, for prompt and answer together: `num_ctx`
/// @param options further options, such as `temperature` or `seed`
public record Settings(int context, Map<String, Object> options) {
  /// 65,536 tokens, which agents need at least, and nothing further.
  public static final Settings USUAL = new Settings(65_536, Map.of());

  /// Takes a copy that keeps the order of the options.
  ///
  /// @throws IllegalArgumentException if the context is not positive
  public Settings {
    if (context < 1) {
      throw new IllegalArgumentException("expected a context of 1 token or more, got " + context);
    }
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}
