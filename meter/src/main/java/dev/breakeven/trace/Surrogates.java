package dev.breakeven.trace;

/// Halves of surrogate pairs that stand alone. JSON can spell them as escapes, and no encoding can
/// write them: what came as text is then no text.
public final class Surrogates {
  private static final char REPLACEMENT = '\uFFFD';

  private Surrogates() {}

  /// `text` with the replacement character in the place of each lone half; `text` itself where
  /// there is none.
  public static String replaced(String text) {
    int at = lone(text, 0);
    if (at < 0) {
      return text;
    }
    var whole = new StringBuilder(text);
    for (; at >= 0; at = lone(text, at + 1)) {
      whole.setCharAt(at, REPLACEMENT);
    }
    return whole.toString();
  }

  /// `json`, a text of JSON, with each lone half as an escape, which it can only stand in a string
  /// of; `json` itself where there is none.
  static String escaped(String json) {
    int at = lone(json, 0);
    if (at < 0) {
      return json;
    }
    var escaped = new StringBuilder();
    int done = 0;
    for (; at >= 0; at = lone(json, at + 1)) {
      escaped.append(json, done, at).append("\\u%04x".formatted((int) json.charAt(at)));
      done = at + 1;
    }
    return escaped.append(json, done, json.length()).toString();
  }

  /// The first place of a lone half at `from` or later, -1 if there is none. `from` is no second
  /// half of a pair.
  private static int lone(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char one = text.charAt(at);
      if (!Character.isSurrogate(one)) {
        continue;
      }
      if (Character.isHighSurrogate(one)
          && at + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(at + 1))) {
        at++;
      } else {
        return at;
      }
    }
    return -1;
  }
}
