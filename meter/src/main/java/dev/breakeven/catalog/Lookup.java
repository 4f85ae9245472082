package dev.breakeven.catalog;

/// What the catalog answers when asked for a rate.
public sealed interface Lookup {
  /// There is one.
  ///
  /// @param rate the rate
  record Found(Rate rate) implements Lookup {}

  /// There is none.
  ///
  /// @param reason why, as a sentence for people
  record Missing(String reason) implements Lookup {}
}
