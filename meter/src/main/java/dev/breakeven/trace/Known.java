package dev.breakeven.trace;

import java.util.Locale;

/// How a number came to be known; shown wherever the number is.
public enum Known {
  /// The provider billed it.
  BILLED,
  /// The provider billed it or more: it is the count at the start of an answer whose end is not in
  /// the log.
  AT_LEAST,
  /// Played offline by a rehearsed model through the cache model; no provider was asked.
  REHEARSED,
  /// Computed from sizes, not reported.
  ESTIMATED;

  /// The name used in files: `billed`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one named `key`.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Known ofKey(String key) {
    for (Known known : values()) {
      if (known.key().equals(key)) {
        return known;
      }
    }
    throw new IllegalArgumentException("expected a word such as billed, got " + key);
  }
}
