package dev.breakeven.report.explain;

import dev.breakeven.attribution.BlockBill;
import dev.breakeven.attribution.BlockKey;
import dev.breakeven.attribution.Cause;

/// What the table of an explanation has a row for.
public enum Grouping {
  /// Each block of content, the dearest first.
  BLOCK,
  /// Where content came from, and from which tool.
  ORIGIN,
  /// The role of the agent that was billed.
  ROLE,
  /// Who brought the content in, and as what.
  CAUSE,
  /// The price class.
  CLASS,
  /// The turn that first held the content.
  TURN,
  /// The delegation the content belongs to.
  DELEGATION;

  /// The row that `bill` belongs to; not for [#CLASS], which splits bills themselves.
  String row(BlockBill bill) {
    return switch (this) {
      case BLOCK -> "%s #%d".formatted(BlockKey.ORIGIN.apply(bill), bill.block().id());
      case ORIGIN -> BlockKey.ORIGIN.apply(bill);
      case ROLE -> BlockKey.PAYER_ROLE.apply(bill);
      case CAUSE -> cause(bill);
      case CLASS -> throw new IllegalArgumentException("a bill has several classes");
      case TURN -> BlockKey.TURN.apply(bill);
      case DELEGATION -> delegation(bill.cause());
    };
  }

  private static String cause(BlockBill bill) {
    return "%s's %s, paid by %s"
        .formatted(
            bill.cause().producer().role().key(),
            BlockKey.ORIGIN.apply(bill),
            bill.payer().role().key());
  }

  private static String delegation(Cause cause) {
    return cause.delegation() == null ? "no delegation" : "delegation #" + cause.delegation();
  }
}
