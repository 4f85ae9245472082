/// The loop: one agent at work. Read [AgentLoop] first; [SubAgent] is how an orchestrator's
/// delegation becomes another loop.
@NullMarked
package dev.breakeven.agent;

import org.jspecify.annotations.NullMarked;
