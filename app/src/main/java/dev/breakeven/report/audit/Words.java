package dev.breakeven.report.audit;

/// Text that fits the columns there are. Lines break between words, and no word is cut but in a
/// cell of a table.
final class Words {
  private Words() {}

  /// `text` on one line of at most `columns`, ending in a mark where something is left out.
  static String cut(String text, int columns) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.length() <= columns) {
      return line;
    }
    int end = Math.max(0, columns - 1);
    end -= end > 0 && Character.isHighSurrogate(line.charAt(end - 1)) ? 1 : 0;
    return line.substring(0, end).stripTrailing() + "…";
  }

  /// `text` in lines of at most `columns`, where a word is no longer than that, each ending in a
  /// line feed.
  ///
  /// @param first what stands before the first line
  /// @param others what stands before the others
  static String wrap(String text, int columns, String first, String others) {
    var wrapped = new StringBuilder();
    var line = new StringBuilder(first);
    boolean empty = true;
    for (String word : text.strip().split("\\s+", -1)) {
      if (!empty && line.length() + 1 + word.length() > columns) {
        wrapped.append(line).append('\n');
        line = new StringBuilder(others);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    return wrapped.append(line).append('\n').toString();
  }
}
