package dev.breakeven.attribution;

import dev.breakeven.trace.Block;

/// Blocks without their content that attribute as before.
public final class Measured {
  private Measured() {}

  /// `block` with the length of its content, and what its size is estimated from, in the content's
  /// place; `block` itself where that is not held.
  public static Block of(Block block) {
    String text = block.text();
    return text == null
        ? block
        : new Block(
            block.id(),
            block.origin(),
            block.agent(),
            block.tool(),
            null,
            block.tokens(),
            text.length(),
            block.length() == null ? Long.valueOf(Estimator.thousandths(block)) : block.pieces());
  }
}
