package dev.breakeven.agent;

import java.time.Duration;

/// One run of a tool.
///
/// @param agent the agent that called it
/// @param turn the agent's turn
/// @param tool the tool's name
/// @param error whether it failed
/// @param characters the length of what the model read
/// @param took real time, an executor's included where the tool is a delegation
public record ToolRun(
    String agent, int turn, String tool, boolean error, int characters, Duration took) {
  /// Whether another agent was at work within it.
  public boolean delegation() {
    return tool.equals(DELEGATE) || tool.equals(ADVISOR);
  }

  /// The name of the tool that starts an executor.
  static final String DELEGATE = "delegate_to_executor";

  /// The name of the tool that asks an advisor.
  static final String ADVISOR = "advisor";
}
