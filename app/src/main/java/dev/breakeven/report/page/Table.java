package dev.breakeven.report.page;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A table of the page.
///
/// @param caption what it shows, and how its numbers are known
/// @param columns its columns
/// @param rows its rows, each with one cell a column
record Table(String caption, List<Column> columns, List<List<Cell>> rows) {
  /// Takes immutable copies and checks that they fit.
  Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (var row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "expected %d cells a row in %s, got %d".formatted(columns.size(), caption, row.size()));
      }
    }
  }

  /// A column.
  ///
  /// @param head its heading
  /// @param number whether it holds numbers, which stand to the right
  record Column(String head, boolean number) {
    /// What `number` adds to the cells' class.
    @Nullable String kind() {
      return number ? "number" : null;
    }
  }

  /// A cell.
  ///
  /// @param text what stands in it
  /// @param order what it is sorted by, where that is not its text or the number its text is
  record Cell(String text, @Nullable Double order) {
    /// `order` as the page's script reads it.
    @Nullable String sort() {
      return order == null || !Double.isFinite(order) ? null : Double.toString(order);
    }

    /// A cell of words.
    static Cell of(String text) {
      return new Cell(text, null);
    }

    /// A cell of a number.
    static Cell of(String text, double order) {
      return new Cell(text, order);
    }

    /// A count of tokens, turns and the like.
    static Cell of(long count) {
      return new Cell(PageNumbers.count(count), null);
    }
  }

  /// Columns of words, then columns of numbers.
  static List<Column> columns(List<String> words, List<String> numbers) {
    return Stream.concat(
            words.stream().map(head -> new Column(head, false)),
            numbers.stream().map(head -> new Column(head, true)))
        .toList();
  }
}
