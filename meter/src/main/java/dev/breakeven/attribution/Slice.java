package dev.breakeven.attribution;

import dev.breakeven.trace.TokenClass;
import org.jspecify.annotations.Nullable;

/// What a range of a prompt is charged as.
///
/// The first four partition a prompt in this order; the others lie across them.
enum Slice {
  READ(TokenClass.READ),
  WRITE_1H(TokenClass.WRITE_1H),
  WRITE_5M(TokenClass.WRITE_5M),
  UNCACHED(TokenClass.UNCACHED),
  /// Billed in full although it had been cached; its price is what reading would have cost.
  AGAIN(null),
  /// The same; its price is what it cost above that.
  EXTRA(null),
  /// Belongs to a call without a known price.
  UNPRICED(null);

  private static final Slice[] ALL = values();

  private final @Nullable TokenClass tokenClass;

  Slice(@Nullable TokenClass tokenClass) {
    this.tokenClass = tokenClass;
  }

  @Nullable TokenClass tokenClass() {
    return tokenClass;
  }

  /// All of them, not to be changed.
  static Slice[] all() {
    return ALL;
  }

  /// Its place among them, from 0, for columns by slice.
  @SuppressWarnings("EnumOrdinal")
  int place() {
    return ordinal();
  }
}
