package dev.breakeven.audit;

import java.util.Locale;

/// What a period's bill is summed by. The rows of each view add up to the bill.
public enum View {
  /// Why it was billed.
  CAUSE,
  /// The day of the call in the time zone that is asked for; `untimed` where it has no time.
  DAY,
  /// The day of the call and the model that answered, for pictures: `2026-07-01 claude-opus-4-8`.
  DAY_MODEL,
  /// The folder the tool worked in.
  PROJECT,
  /// The model that answered.
  MODEL,
  /// The role of the agent that paid.
  ROLE,
  /// The tool whose log it is.
  SOURCE,
  /// The tool whose calls and results were paid for.
  TOOL;

  /// The name used in files: `cause`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
