package dev.breakeven.model.anthropic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How to ask.
///
/// @param life how long marked prefixes are kept
/// @param transfer how answers come
/// @param extra further fields of each request, such as `thinking` or `output_config`: strings,
///   numbers, lists, maps; they may not repeat a field that the request has anyway
public record AnthropicSettings(CacheLife life, Transfer transfer, Map<String, Object> extra) {
  /// Five minutes, streamed, nothing further.
  public static final AnthropicSettings USUAL =
      new AnthropicSettings(CacheLife.FIVE_MINUTES, Transfer.STREAMED, Map.of());

  /// Takes a copy that keeps the order of the fields.
  public AnthropicSettings {
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /// How an answer comes.
  public enum Transfer {
    /// Piece by piece, what the prompt billed first: a cut answer is still charged.
    STREAMED,
    /// At once.
    WHOLE
  }
}
