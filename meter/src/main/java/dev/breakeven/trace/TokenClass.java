package dev.breakeven.trace;

/// The five price classes a billed token can be in; each token is in exactly one.
public enum TokenClass {
  /// Prompt tokens neither read from nor written to the cache.
  UNCACHED("uncached"),
  /// Prompt tokens written to the cache for five minutes (or at the provider's only write price).
  WRITE_5M("write_5m"),
  /// Prompt tokens written to the cache for one hour.
  WRITE_1H("write_1h"),
  /// Prompt tokens read from the cache.
  READ("read"),
  /// Tokens of the answer, thinking included.
  OUTPUT("output");

  private final String key;

  TokenClass(String key) {
    this.key = key;
  }

  /// The name used in files.
  public String key() {
    return key;
  }

  /// Its place among them, from 0, for columns by class.
  @SuppressWarnings("EnumOrdinal")
  public int place() {
    return ordinal();
  }
}
