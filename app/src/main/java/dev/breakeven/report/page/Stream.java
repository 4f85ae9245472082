package dev.breakeven.report.page;

import dev.breakeven.trace.Origin;

/// A layer of the context river: blocks of like origin.
enum Stream {
  FIXED("system prompt and tools", "o1"),
  TASK("the task", "o2"),
  WORDS("the agent's own words", "o3"),
  CALLS("tool calls", "o4"),
  RESULTS("tool results", "o5"),
  JUDGE("the judge's output", "o6"),
  INSTRUCTIONS("instructions to executors", "o7"),
  REPORTS("executors' reports", "o8"),
  PASSED_ON("findings, plans, advice and hand-overs", "o11"),
  SUMMARIES("summaries", "o9"),
  UNSEEN("not in the trace", "o10");

  private final String title;
  private final String mark;

  Stream(String title, String mark) {
    this.title = title;
    this.mark = mark;
  }

  static Stream of(Origin origin) {
    return switch (origin) {
      case SYSTEM, TOOLS -> FIXED;
      case USER -> TASK;
      case TEXT, THINKING -> WORDS;
      case TOOL_CALL -> CALLS;
      case TOOL_RESULT -> RESULTS;
      case INSTRUCTION -> INSTRUCTIONS;
      case REPORT, RECEIPT -> REPORTS;
      case FINDINGS, PLAN, ADVICE, HANDOVER -> PASSED_ON;
      case JUDGE -> JUDGE;
      case SUMMARY -> SUMMARIES;
      case UNSEEN -> UNSEEN;
    };
  }

  /// What it holds, in words.
  String title() {
    return title;
  }

  /// Its colour's class.
  String mark() {
    return mark;
  }
}
