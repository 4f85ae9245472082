package dev.breakeven.agent;

import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Role;

/// Who an agent is and how long it may go on.
///
/// @param identity its place in the trace
/// @param prompts what it is told
/// @param cap the most calls it may make
public record AgentSpec(Agent identity, Prompts prompts, int cap) {
  /// Its system prompt.
  public String system() {
    return prompts.system(identity.role());
  }

  /// The agent's model.
  public String model() {
    return identity.model();
  }

  /// The agent a trial starts with.
  ///
  /// @param role solo or orchestrator
  /// @param model the model's exact id
  /// @param cap the most calls it may make
  /// @param prompts what it is told
  public static AgentSpec main(Role role, String model, int cap, Prompts prompts) {
    return new AgentSpec(new Agent("main", role, model, null, null), prompts, cap);
  }
}
