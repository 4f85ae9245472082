package dev.breakeven.attribution;

import dev.breakeven.trace.Origin;

/// Blocks whose sizes follow from their content in the same way, and what is assumed of them before
/// a trace is looked at.
///
/// The overhead is what a provider adds around a block of that kind, in tokens; `spread` is how far
/// it is thought to lie from that.
enum Kind {
  TOOLS(300, 400),
  SYSTEM(0, 4),
  USER(4, 6),
  PROSE(0, 2),
  CALL(8, 10),
  RESULT(5, 6);

  private final double overhead;
  private final double spread;

  Kind(double overhead, double spread) {
    this.overhead = overhead;
    this.spread = spread;
  }

  /// Its place among the kinds, from 0.
  @SuppressWarnings("EnumOrdinal")
  int place() {
    return ordinal();
  }

  double overhead() {
    return overhead;
  }

  double spread() {
    return spread;
  }

  /// The kind whose factor it shares: what people and models write to each other is one language.
  Kind language() {
    return this == SYSTEM || this == USER ? PROSE : this;
  }

  static Kind of(Origin origin) {
    return switch (origin) {
      case TOOLS -> TOOLS;
      case SYSTEM -> SYSTEM;
      case USER, SUMMARY, FINDINGS, PLAN, HANDOVER, UNSEEN -> USER;
      case TEXT, THINKING -> PROSE;
      case TOOL_CALL, INSTRUCTION -> CALL;
      case TOOL_RESULT, REPORT, RECEIPT, ADVICE, JUDGE -> RESULT;
    };
  }
}
