package dev.breakeven.study.policy;

import dev.breakeven.agent.AgentSpec;
import dev.breakeven.tool.ExecutorTools;
import dev.breakeven.tool.Tool;
import dev.breakeven.trace.Role;
import java.util.List;

/// An agent as a policy wants it.
///
/// @param role what it is there for
/// @param model its model's name in the study file
/// @param tools what it may do
/// @param limits how long it may go on
/// @param brief the name of its system prompt, a text beside the class `agent.Prompts`
public record Worker(Role role, String model, List<Tool> tools, Limits limits, String brief) {
  /// Takes an immutable copy.
  public Worker {
    tools = List.copyOf(tools);
  }

  /// How long an agent may go on.
  ///
  /// @param calls the most calls it may make
  /// @param longest the most it may answer in one call, in tokens
  public record Limits(int calls, int longest) {
    static Limits calls(int calls) {
      return new Limits(calls, AgentSpec.MAX_TOKENS);
    }
  }

  /// An agent that does everything itself, with the editor and the shell.
  static Worker solo(String model, Site site) {
    return new Worker(
        Role.SOLO, model, site.tools(ExecutorTools.ALL), Limits.calls(site.cap()), Role.SOLO.key());
  }
}
