package dev.breakeven.trace;

import java.util.Locale;

/// Where a block of a prompt came from.
public enum Origin {
  /// A system prompt.
  SYSTEM,
  /// The tool definitions.
  TOOLS,
  /// What the user, or the task, asked.
  USER,
  /// Text an agent wrote in its answer.
  TEXT,
  /// Thinking an agent wrote in its answer.
  THINKING,
  /// A tool call an agent wrote, other than a delegation.
  TOOL_CALL,
  /// What a tool answered, other than an executor's report or the judge's output.
  TOOL_RESULT,
  /// A delegation: the tool call by which an orchestrator instructs an executor.
  INSTRUCTION,
  /// What came back from an executor.
  REPORT,
  /// What the judge printed to an agent.
  JUDGE,
  /// What an agent was told of the judge's findings without having asked.
  FINDINGS,
  /// What the host wrote down of an executor's work, in the place of a report.
  RECEIPT,
  /// What came back from an advisor.
  ADVICE,
  /// A planner's plan, in the prompt of the agent that carries it out.
  PLAN,
  /// What one agent left behind, in the prompt of the agent that goes on with it.
  HANDOVER,
  /// A summary that replaced earlier blocks.
  SUMMARY,
  /// Tokens the provider billed whose content is not in the trace.
  UNSEEN;

  /// Its place among them, from 0, for columns by origin.
  @SuppressWarnings("EnumOrdinal")
  public int place() {
    return ordinal();
  }

  /// Whether it is what came back from an agent that another one had called in.
  public boolean returned() {
    return this == REPORT || this == RECEIPT || this == ADVICE;
  }

  /// The name used in files: `tool_result`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The origin named `key`.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Origin ofKey(String key) {
    for (Origin origin : values()) {
      if (origin.key().equals(key)) {
        return origin;
      }
    }
    throw new IllegalArgumentException("expected an origin such as tool_result, got " + key);
  }
}
