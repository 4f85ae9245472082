package dev.breakeven.attribution;

/// A rough count of the tokens of a text, by the rules that byte-pair tokenizers cut text with
/// before they look anything up.
///
/// A word takes the one character before it, a run of signs the line ends behind it, digits go by
/// threes, and the blanks before a word are one piece. Longer words cost more by their length. What
/// this misses by a common factor, calibration puts right.
final class Pieces {
  private final String text;
  private int at;
  private double pieces;

  private Pieces(String text) {
    this.text = text;
  }

  /// The estimated pieces of `text`.
  static double of(String text) {
    return new Pieces(text).count();
  }

  private double count() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (escape(c)) {
        at += 2;
        pieces += 0.5;
      } else if (isLetter(c)) {
        word();
      } else if (c >= '0' && c <= '9') {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
          at++;
        }
        int threes = (at - from + 2) / 3;
        pieces += threes;
      } else if (c <= ' ') {
        blanks();
      } else if (c < 128) {
        signs();
      } else {
        at++;
        pieces += c < 0x2000 ? 0.6 : 0.9;
      }
    }
    return pieces;
  }

  /// Whether an escaped character of JSON stands here: the model counts what it stands for.
  private boolean escape(char c) {
    if (c != '\\' || at + 1 >= text.length()) {
      return false;
    }
    char next = text.charAt(at + 1);
    return next == 'n' || next == '"' || next == 't';
  }

  /// A word up to the next capital behind a small letter.
  private void word() {
    int from = at;
    boolean small = false;
    while (at < text.length() && isLetter(text.charAt(at))) {
      boolean capital = text.charAt(at) >= 'A' && text.charAt(at) <= 'Z';
      if (capital && small) {
        break;
      }
      small |= !capital;
      at++;
    }
    int length = at - from;
    pieces += length <= 7 ? 1.05 : 1.05 + (length - 7) * 0.13;
    if (!small && length > 4) {
      pieces += (length - 4) * 0.25;
    }
  }

  /// Blanks: one before a word is part of it, more are a piece, and so are line ends.
  private void blanks() {
    int from = at;
    boolean lines = false;
    while (at < text.length() && text.charAt(at) <= ' ') {
      lines |= text.charAt(at) == '\n';
      at++;
    }
    int length = at - from;
    if (lines) {
      pieces += text.charAt(at - 1) == '\n' ? 1 : 1.7;
    } else if (length > 1) {
      pieces += 1;
    }
  }

  /// A run of signs with the line ends behind it; a single one before a word is part of it.
  private void signs() {
    int from = at;
    while (at < text.length() && isSign(text.charAt(at)) && !escape(text.charAt(at))) {
      at++;
    }
    int length = at - from;
    boolean word = at < text.length() && isLetter(text.charAt(at));
    boolean line = at < text.length() && text.charAt(at) == '\n';
    if (line) {
      at++;
    }
    if (length == 1 && word) {
      pieces += 0.5;
    } else {
      pieces += length <= 3 ? 1 : 1 + (length - 3) * 0.2;
    }
  }

  private static boolean isSign(char c) {
    return c > ' ' && c < 128 && !isLetter(c) && (c < '0' || c > '9');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
