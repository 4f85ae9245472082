package dev.breakeven.agent;

import dev.breakeven.trace.Origin;

/// A text that an agent is told, and where it comes from: the task, a plan, the judge's findings.
public record Said(Origin origin, String text) {
  /// The task, or an instruction.
  public static Said task(String text) {
    return new Said(Origin.USER, text);
  }
}
