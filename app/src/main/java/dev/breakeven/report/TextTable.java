package dev.breakeven.report;

import java.util.ArrayList;
import java.util.List;

/// A table in monospaced text: the first columns to the left, numbers to the right.
public final class TextTable {
  private static final String GAP = "  ";

  private final List<String> heads;
  private final int left;
  private final List<List<String>> rows = new ArrayList<>();

  /// A table without rows.
  ///
  /// @param left how many columns stand to the left
  /// @param heads the columns' heads
  public TextTable(int left, List<String> heads) {
    this.left = left;
    this.heads = List.copyOf(heads);
  }

  /// Adds a row: one cell a column.
  public void row(List<String> cells) {
    if (cells.size() != heads.size()) {
      throw new IllegalArgumentException(
          "expected " + heads.size() + " cells, got " + cells.size() + ": " + cells);
    }
    rows.add(List.copyOf(cells));
  }

  /// Adds an empty line.
  public void gap() {
    rows.add(List.of());
  }

  /// The table, each line ending in a line feed.
  public String text() {
    var widths = new int[heads.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = heads.get(column).length();
      for (var row : rows) {
        if (!row.isEmpty()) {
          widths[column] = Math.max(widths[column], row.get(column).length());
        }
      }
    }
    var text = new StringBuilder(line(heads, widths));
    text.append(rule(widths));
    for (var row : rows) {
      text.append(row.isEmpty() ? "\n" : line(row, widths));
    }
    return text.toString();
  }

  private String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      var cell = cells.get(column);
      var fill = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? "" : GAP).append(column < left ? cell + fill : fill + cell);
    }
    return line.toString().stripTrailing() + "\n";
  }

  private static String rule(int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      line.append(column == 0 ? "" : GAP).append("─".repeat(widths[column]));
    }
    return line + "\n";
  }
}
