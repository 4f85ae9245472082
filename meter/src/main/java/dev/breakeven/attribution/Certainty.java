package dev.breakeven.attribution;

import java.util.Locale;

/// How the size of a block came to be known; from the surest to the least sure.
public enum Certainty {
  /// The provider counted it by itself: the block was all that was new, or all that was answered.
  BILLED,
  /// A total that the provider counted, split among the blocks that arrived together.
  APPORTIONED,
  /// Computed from the content, because the total held tokens that the trace does not show.
  ESTIMATED;

  /// The name used in tables: `billed`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
