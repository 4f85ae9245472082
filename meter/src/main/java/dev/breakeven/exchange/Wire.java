package dev.breakeven.exchange;

import java.util.Locale;
import java.util.Optional;

/// An interface of a provider whose calls cost money and can be read.
public enum Wire {
  /// Anthropic's Messages.
  ANTHROPIC("/messages"),
  /// OpenAI's Chat Completions, and the many that speak like it.
  CHAT("/chat/completions"),
  /// OpenAI's Responses.
  RESPONSES("/responses"),
  /// Ollama's own.
  OLLAMA("/api/chat");

  private final String ending;

  Wire(String ending) {
    this.ending = ending;
  }

  /// The interface that a request to `target` asks.
  ///
  /// @param target the request's target, with its query or without
  public static Optional<Wire> of(String method, String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    for (Wire wire : values()) {
      if (method.equals("POST") && path.endsWith(wire.ending)) {
        return Optional.of(wire);
      }
    }
    return Optional.empty();
  }

  /// The name used in files: `anthropic`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one named `key`.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Wire ofKey(String key) {
    for (Wire wire : values()) {
      if (wire.key().equals(key)) {
        return wire;
      }
    }
    throw new IllegalArgumentException("expected a wire such as anthropic, got " + key);
  }
}
