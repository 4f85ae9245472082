package dev.breakeven.catalog;

import java.util.Optional;

/// How well a fact of the catalog is established. A guess is no fact and is not taken up.
public enum Sureness {
  /// The vendor's own page, read in full.
  OFFICIAL("official"),
  /// The vendor's own page, seen in excerpts.
  EXCERPT("excerpt"),
  /// Two independent third parties say the same.
  AGREEING("agreeing"),
  /// One third party says so.
  SINGLE("single");

  private final String key;

  Sureness(String key) {
    this.key = key;
  }

  /// The name used in files: `official`.
  public String key() {
    return key;
  }

  /// The one with the name `key`, or empty if there is none.
  static Optional<Sureness> of(String key) {
    for (Sureness sureness : values()) {
      if (sureness.key.equals(key)) {
        return Optional.of(sureness);
      }
    }
    return Optional.empty();
  }
}
