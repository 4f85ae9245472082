package dev.breakeven.unit;

import java.util.Arrays;

/// A number of tokens, zero or more.
///
/// @param count how many
public record Tokens(long count) implements Comparable<Tokens> {
  /// No tokens.
  public static final Tokens ZERO = new Tokens(0);

  /// Checks the count.
  ///
  /// @throws IllegalArgumentException if `count` is negative
  public Tokens {
    if (count < 0) {
      throw new IllegalArgumentException("expected 0 tokens or more, got " + count);
    }
  }

  /// The sum of this and `other`.
  public Tokens plus(Tokens other) {
    return new Tokens(Math.addExact(count, other.count));
  }

  /// Splits this count in proportion to `weights` so that the parts add up to it exactly, each
  /// within one token of its exact share (largest remainder, ties to the lower index).
  ///
  /// @param weights one non-negative weight a part, at least one of them positive
  /// @throws IllegalArgumentException if a weight is negative or all are zero
  public Tokens[] allocate(long... weights) {
    return Arrays.stream(Allocation.split(count, weights))
        .mapToObj(Tokens::new)
        .toArray(Tokens[]::new);
  }

  @Override
  public int compareTo(Tokens other) {
    return Long.compare(count, other.count);
  }

  /// The bare number.
  @Override
  public String toString() {
    return Long.toString(count);
  }
}
