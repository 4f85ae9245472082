package dev.breakeven.catalog;

import java.util.Locale;

/// How well a fact of the catalog is established. A guess is no fact and is not taken up.
public enum Sureness {
  /// The vendor's own page, read in full.
  OFFICIAL,
  /// The vendor's own page, seen in excerpts.
  EXCERPT,
  /// Two independent third parties say the same.
  AGREEING,
  /// One third party says so.
  SINGLE;

  /// The name used in files: `official`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
