/// What happened: a [Trace] of agents, their calls and the blocks that passed between them, and its
/// JSON Lines form (see docs/formats/trace.md).
@NullMarked
package dev.breakeven.trace;

import org.jspecify.annotations.NullMarked;
