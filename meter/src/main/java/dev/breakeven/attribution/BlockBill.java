package dev.breakeven.attribution;

import dev.breakeven.pricing.Bill;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;

/// What one block cost one agent. A block that stands in the prompts of two agents has two.
///
/// @param block the block; of origin `unseen`, with a negative id, for what the trace does not hold
/// @param payer the agent whose calls were billed for it
/// @param size how much room it takes
/// @param cause whose doing it is
/// @param charge all that was billed for it
/// @param life what became of it
public record BlockBill(Block block, Agent payer, Size size, Cause cause, Bill charge, Life life) {}
