package dev.breakeven.catalog;

import java.util.List;

/// What the catalog answers when asked for a rate.
public sealed interface Lookup {
  /// There is one.
  ///
  /// @param rate the rate
  /// @param ways what the id that was asked for says of the way of buying, see [ModelName]
  record Found(Rate rate, List<String> ways) implements Lookup {
    /// Takes an immutable copy.
    public Found {
      ways = List.copyOf(ways);
    }
  }

  /// There is none.
  ///
  /// @param reason why, as a sentence for people
  record Missing(String reason) implements Lookup {}
}
