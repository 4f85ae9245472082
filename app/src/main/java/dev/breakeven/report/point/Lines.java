package dev.breakeven.report.point;

import java.util.List;

/// Text in lines of at most a width; no word is cut.
final class Lines {
  private final int width;
  private final StringBuilder out = new StringBuilder();

  /// No lines yet.
  ///
  /// @param width the most columns of a line
  Lines(int width) {
    this.width = width;
  }

  /// A paragraph.
  Lines say(String text) {
    return say("", "", text);
  }

  /// A paragraph that begins with `first` and whose other lines begin with `rest`.
  Lines say(String first, String rest, String text) {
    var line = new StringBuilder(first);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > width) {
        end(line);
        line = new StringBuilder(rest);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    return end(line);
  }

  /// An empty line.
  Lines gap() {
    out.append('\n');
    return this;
  }

  /// Rows of three cells: words, an amount that stands to the right, and a remark, which stands on
  /// lines of its own where there is no room beside them.
  Lines rows(List<Row> rows) {
    int words = rows.stream().mapToInt(row -> row.words().length()).max().orElse(0);
    int amounts = rows.stream().mapToInt(row -> row.amount().length()).max().orElse(0);
    String margin = " ".repeat(words + amounts + 7);
    boolean beside = width - margin.length() >= 24;
    for (Row row : rows) {
      String cells =
          "  "
              + row.words()
              + " ".repeat(words - row.words().length() + 2 + amounts - row.amount().length())
              + row.amount();
      if (row.remark().isEmpty()) {
        out.append(cells).append('\n');
      } else if (beside) {
        say(cells + "   ", margin, row.remark());
      } else {
        out.append(cells).append('\n');
        say("      ", "      ", row.remark());
      }
    }
    return this;
  }

  /// A table as it is.
  Lines table(String table) {
    out.append(table);
    return this;
  }

  /// A row.
  record Row(String words, String amount, String remark) {}

  /// All lines, each ending in a line feed.
  String text() {
    return out.toString();
  }

  private Lines end(StringBuilder line) {
    out.append(line.toString().stripTrailing()).append('\n');
    return this;
  }
}
