package dev.breakeven.cli;

import java.util.Map;

/// How wide the terminal is.
final class TerminalWidth {
  private static final int USUAL = 80;
  private static final int LEAST = 40;
  private static final int MOST = 120;

  private TerminalWidth() {}

  /// The columns that lines may have: `COLUMNS` of the `environment` as far as lines of it can be
  /// read, 80 where it says nothing.
  static int of(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("\\d{1,5}") ? Math.clamp(Integer.parseInt(columns), LEAST, MOST) : USUAL;
  }
}
