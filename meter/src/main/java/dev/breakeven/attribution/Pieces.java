package dev.breakeven.attribution;

/// A rough count of the tokens of a text, without a vocabulary.
///
/// Byte-pair tokenizers cut a text by simple rules before they look anything up: a word takes the
/// one blank or sign before it, digits go by threes, a run of signs takes the blank before it and
/// the line ends behind it, other blanks are one piece. Those rules are followed here. How many
/// tokens a piece then has is told by averages over source code, prose and configuration in
/// o200k_base: nearly one for common words, more the longer and the more capital. By how much
/// another tokenizer differs, calibration finds out.
final class Pieces {
  private final String text;
  private int at;

  /// Whether a blank stands before what is next, and is to be counted with it.
  private boolean blank;

  private Pieces(String text) {
    this.text = text;
  }

  /// The estimated pieces of `text`.
  static double of(String text) {
    var pieces = new Pieces(text);
    double sum = 0;
    while (pieces.at < text.length()) {
      sum += pieces.next();
    }
    return sum + (pieces.blank ? 1 : 0);
  }

  private double next() {
    char c = text.charAt(at);
    if (isLetter(c)) {
      return word(blank ? Lead.BLANK : Lead.NONE);
    }
    if (isDigit(c)) {
      double before = blank ? 1 : 0;
      blank = false;
      return before + digits();
    }
    if (c <= ' ') {
      return blanks();
    }
    if (c >= 128) {
      at++;
      blank = false;
      return c < 0x2000 ? 0.6 : 0.9;
    }
    boolean leads = !blank && at + 1 < text.length() && isLetter(text.charAt(at + 1));
    if (leads) {
      at++;
      return word(Lead.SIGN);
    }
    return signs();
  }

  private enum Lead {
    NONE,
    BLANK,
    SIGN
  }

  /// A word up to the next capital behind a small letter, with what leads it.
  private double word(Lead lead) {
    int from = at;
    int capitals = 0;
    while (at < text.length() && isLetter(text.charAt(at))) {
      boolean capital = text.charAt(at) <= 'Z';
      if (capital && at - from > capitals) {
        break;
      }
      capitals += capital ? 1 : 0;
      at++;
    }
    blank = false;
    int length = at - from;
    if (capitals == length) {
      double one = lead == Lead.SIGN ? 1.3 : 1.1;
      return length < 3 ? 1 : one + 0.3 * (length - 3);
    }
    return switch (lead) {
      case NONE -> length <= 7 ? 1.04 : 1.08 + 0.12 * (length - 7);
      case BLANK -> (capitals > 0 ? 0.06 : 0) + (length <= 7 ? 1 : 1 + 0.06 * (length - 7));
      case SIGN -> capitals > 0 ? 1.2 + 0.04 * length : Math.max(1, 0.87 + 0.075 * length);
    };
  }

  private double digits() {
    int from = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    int threes = (at - from + 2) / 3;
    return threes;
  }

  /// Blanks up to the last one, which goes with what follows; line ends are a piece of their own.
  private double blanks() {
    int lineEnd = -1;
    int from = at;
    while (at < text.length() && text.charAt(at) <= ' ') {
      lineEnd = text.charAt(at) == '\n' ? at : lineEnd;
      at++;
    }
    int behind = lineEnd < 0 ? at - from : at - 1 - lineEnd;
    blank = behind > 0;
    return (lineEnd < 0 ? 0 : 1) + (behind > 1 ? 1 : 0);
  }

  private double signs() {
    int from = at;
    while (at < text.length() && isSign(text.charAt(at))) {
      at++;
    }
    int length = at - from;
    while (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    blank = false;
    return length <= 3 ? 1 : 1 + 0.18 * (length - 3);
  }

  private static boolean isSign(char c) {
    return c > ' ' && c < 128 && !isLetter(c) && !isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
