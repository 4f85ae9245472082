package dev.breakeven.attribution;

import dev.breakeven.trace.Agent;
import org.jspecify.annotations.Nullable;

/// Whose doing it is that a block is there.
///
/// @param producer the agent that wrote it, or called the tool that did; of a report the executor,
///   of an executor's task the agent that delegated it
/// @param delegation the instruction block of the delegation it belongs to; null if to none
/// @param turn the payer's turn that first held it
/// @param tool the tool it belongs to, null if to none
public record Cause(
    Agent producer, @Nullable Integer delegation, int turn, @Nullable String tool) {}
