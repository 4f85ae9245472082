package dev.breakeven.attribution;

import dev.breakeven.trace.Origin;
import java.util.function.Function;

/// What bills of blocks can be summed by.
public enum BlockKey implements Function<BlockBill, String> {
  /// Each block for itself, by its id.
  BLOCK,
  /// Where it came from, and from which tool: `tool_result bash`.
  ORIGIN,
  /// The role of the agent that produced it.
  ROLE,
  /// The agent that produced it.
  AGENT,
  /// The agent that paid for it.
  PAYER,
  /// The role of the agent that paid for it.
  PAYER_ROLE,
  /// The instruction of the delegation it belongs to, `none` if to none.
  DELEGATION,
  /// The payer and its turn that first held it: `main#7`.
  TURN;

  @Override
  public String apply(BlockBill bill) {
    return switch (this) {
      case BLOCK -> Integer.toString(bill.block().id());
      case ORIGIN -> origin(bill);
      case ROLE -> bill.cause().producer().role().key();
      case AGENT -> bill.cause().producer().id();
      case PAYER -> bill.payer().id();
      case PAYER_ROLE -> bill.payer().role().key();
      case DELEGATION -> delegation(bill);
      case TURN -> bill.payer().id() + "#" + bill.cause().turn();
    };
  }

  private static String origin(BlockBill bill) {
    String tool = bill.block().tool();
    String origin = bill.block().origin().key();
    boolean named =
        bill.block().origin() == Origin.TOOL_RESULT || bill.block().origin() == Origin.TOOL_CALL;
    return named && tool != null ? origin + " " + tool : origin;
  }

  private static String delegation(BlockBill bill) {
    Integer instruction = bill.cause().delegation();
    return instruction == null ? "none" : instruction.toString();
  }
}
