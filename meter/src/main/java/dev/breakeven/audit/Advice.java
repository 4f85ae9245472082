package dev.breakeven.audit;

/// What could be done otherwise. Each saving is computed with behaviour held constant: the same
/// calls, answers and times.
public enum Advice {
  /// Let cached prompts live an hour instead of five minutes.
  LIVE_LONGER,
  /// Read a cached prompt once before every five minutes of a pause are over, where it pays.
  KEEP_ALIVE,
  /// Let cached prompts live five minutes instead of an hour.
  LIVE_SHORTER,
  /// Cut what a tool answers to [Savings#TOOL_CAP] tokens.
  SHORTER_RESULTS,
  /// Cut an executor's report to [Savings#REPORT_CAP] tokens.
  SHORTER_REPORTS,
  /// Have an executor look around where an agent that never delegated did it itself.
  SPLIT_OFF,
  /// Put a summary in place of a conversation once its prompt has [Savings#COMPACT_AT] tokens.
  COMPACT_EARLIER;

  /// Its place among them, from 0, for columns by advice.
  @SuppressWarnings("EnumOrdinal")
  int place() {
    return ordinal();
  }
}
