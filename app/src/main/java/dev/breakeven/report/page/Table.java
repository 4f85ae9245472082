package dev.breakeven.report.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table of the page.
///
/// @param caption what it shows, and how its numbers are known
/// @param columns its columns
/// @param rows its rows, each with one cell a column
record Table(String caption, List<Column> columns, List<List<Cell>> rows) {

  /// A column.
  ///
  /// @param head its heading
  /// @param number whether it holds numbers, which stand to the right
  record Column(String head, boolean number) {}

  /// A cell.
  ///
  /// @param text what stands in it
  /// @param order what it is sorted by where that is a number; null: its text
  record Cell(String text, @Nullable Double order) {}
}
