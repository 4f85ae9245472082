package dev.breakeven.attribution;

import java.util.Locale;

/// Why tokens that had been in the cache were billed in full once more.
public enum Loss {
  /// The entry was not used for the length of its life.
  EXPIRED,
  /// A block before them was changed, cleared or summarised.
  CHANGED,
  /// The tool definitions were changed.
  TOOLS,
  /// The conversation went on with another model.
  MODEL,
  /// The prompt became shorter than the model caches.
  TOO_SHORT,
  /// None of these shows in the trace.
  UNKNOWN;

  /// The name used in tables: `too_short`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
