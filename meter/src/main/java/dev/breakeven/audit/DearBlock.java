package dev.breakeven.audit;

import dev.breakeven.attribution.BillColumns;
import dev.breakeven.trace.Block;
import dev.breakeven.unit.Usd;

/// One block of content and its life, for a list of the dearest.
///
/// @param session the session's id
/// @param first the call that first held or answered it
/// @param what its origin, and its tool if it has one: `tool_result Read`
/// @param tokens its size, estimated where the log does not tell it
/// @param calls how many billed prompts it was in
/// @param reads how many of them read it from the cache
/// @param losses in how many of them it was billed in full again
/// @param cost all that was paid for it
public record DearBlock(
    String session,
    String first,
    String what,
    long tokens,
    long calls,
    long reads,
    long losses,
    Usd cost) {
  static DearBlock of(BillColumns bills, int bill, String session) {
    Block block = bills.block(bill);
    String origin = block.origin().key();
    return new DearBlock(
        session,
        bills.first(bill),
        block.tool() == null ? origin : origin + " " + block.tool(),
        bills.size(bill),
        bills.calls(bill),
        bills.reads(bill),
        bills.losses(bill),
        new Usd(bills.money(bill)));
  }
}
