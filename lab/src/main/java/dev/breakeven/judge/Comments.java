package dev.breakeven.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The comments of a Java text: what stands in text blocks, strings and characters is none.
final class Comments {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>//[^\\n]*|/\\*(?:[^*]|\\*(?!/))*+(?:\\*/)?)"
              + "|\"\"\"(?:\\\\.|[^\\\\\"]|\"(?!\"\"))*+(?:\"\"\")?"
              + "|\"(?:\\\\.|[^\\\\\"\\n])*+\"?"
              + "|'(?:\\\\.|[^\\\\'\\n])*+'?",
          Pattern.DOTALL);

  private Comments() {}

  /// `text` with blanks for comments and for what stands in texts and characters.
  static String blanked(String text) {
    var code = new StringBuilder(text);
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      for (int at = matcher.start(); at < matcher.end(); at++) {
        if (text.charAt(at) != '\n') {
          code.setCharAt(at, ' ');
        }
      }
    }
    return code.toString();
  }

  static List<String> in(String text) {
    List<String> comments = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      String comment = matcher.group("comment");
      if (comment != null) {
        comments.add(comment);
      }
    }
    return comments;
  }
}
