package dev.breakeven.agent;

import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Role;

/// Who an agent is and how long it may go on.
///
/// @param identity its place in the trace
/// @param prompts what it is told
/// @param cap the most calls it may make
/// @param brief the name of its system prompt
/// @param longest the most it may answer in one call, in tokens
public record AgentSpec(Agent identity, Prompts prompts, int cap, String brief, int longest) {
  /// The most a model may answer in one call, in tokens; the published study's value.
  public static final int MAX_TOKENS = 4096;

  /// An agent that is told what its role is told, and may answer as much as the study's.
  public AgentSpec(Agent identity, Prompts prompts, int cap) {
    this(identity, prompts, cap, identity.role().key(), MAX_TOKENS);
  }

  /// Its system prompt.
  public String system() {
    return prompts.system(brief, identity.role());
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
