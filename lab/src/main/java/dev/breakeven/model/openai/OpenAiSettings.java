package dev.breakeven.model.openai;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How to ask.
///
/// @param limit the field that limits an answer's tokens: `max_completion_tokens` for OpenAI, which
///   refuses the older one for its newer models; `max_tokens` for most others
/// @param extra further fields of each request, such as `reasoning_effort` or `temperature`; one
///   that the request has anyway is replaced
public record OpenAiSettings(String limit, Map<String, Object> extra) {
  /// Takes a copy that keeps the order of the fields.
  public OpenAiSettings {
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /// What suits whoever answers at `base`, with nothing further.
  public static OpenAiSettings usual(URI base) {
    return new OpenAiSettings(
        "api.openai.com".equals(base.getHost()) ? "max_completion_tokens" : "max_tokens", Map.of());
  }
}
