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

  /// How many columns there are: one for each token class, and one for each other slice.
  static final int COLUMNS = TokenClass.values().length + 3;

  private static final Slice[] ALL = values();

  private final @Nullable TokenClass tokenClass;
  private final int column;

  Slice(@Nullable TokenClass tokenClass) {
    this.tokenClass = tokenClass;
    column = tokenClass == null ? place() + 1 : tokenClass.place();
  }

  @Nullable TokenClass tokenClass() {
    return tokenClass;
  }

  /// All of them, not to be changed.
  static Slice[] all() {
    return ALL;
  }

  /// Its place among them, from 0.
  @SuppressWarnings("EnumOrdinal")
  int place() {
    return ordinal();
  }

  /// Its column: the place of its class, or one behind those of all classes.
  int column() {
    return column;
  }
}
