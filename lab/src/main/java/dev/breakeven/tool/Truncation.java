package dev.breakeven.tool;

/// Cuts a text in the middle: the first and the last half of what may stay, and between them a note
/// of how much is missing. The note comes on top of the limit, as in the published study.
///
/// @param limit the longest text left whole, in characters (UTF-16 units)
public record Truncation(int limit) {
  /// What a tool may answer: 8,000 characters.
  public static final Truncation TOOL = new Truncation(8_000);

  /// Checks the limit.
  ///
  /// @throws IllegalArgumentException if it is under 2
  public Truncation {
    if (limit < 2) {
      throw new IllegalArgumentException("expected a limit of 2 characters or more, got " + limit);
    }
  }

  /// `text` if it is short enough, else its two ends. No surrogate pair is split.
  public String cut(String text) {
    if (text.length() <= limit) {
      return text;
    }
    int head = limit / 2;
    if (Character.isHighSurrogate(text.charAt(head - 1))) {
      head--;
    }
    int tail = text.length() - (limit - limit / 2);
    if (Character.isLowSurrogate(text.charAt(tail))) {
      tail++;
    }
    return text.substring(0, head)
        + "\n[... "
        + (tail - head)
        + " characters left out ...]\n"
        + text.substring(tail);
  }
}
