package dev.breakeven.model.anthropic;

/// How long a prefix that a request marks stays in the provider's cache.
public enum CacheLife {
  /// Five minutes, renewed by each use.
  FIVE_MINUTES("5m"),
  /// One hour, renewed by each use; writing costs more.
  ONE_HOUR("1h");

  private final String key;

  CacheLife(String key) {
    this.key = key;
  }

  /// The provider's word: `5m`.
  public String key() {
    return key;
  }
}
