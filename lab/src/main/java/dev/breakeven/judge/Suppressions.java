package dev.breakeven.judge;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words in a comment that turn a tool off, of Java's tools and of others'.
final class Suppressions {
  private static final Pattern WORDS =
      Pattern.compile(
          "CHECKSTYLE[:.]\\s*(OFF|SUPPRESS|IGNORE)|SUPPRESS\\s+CHECKSTYLE|NOPMD|NOSONAR|NOCHECKSTYLE"
              + "|noinspection|#\\s*noqa|type:\\s*ignore|pylint:\\s*disable|eslint-disable"
              + "|@ts-ignore|@ts-nocheck|nolint",
          Pattern.CASE_INSENSITIVE);

  private Suppressions() {}

  /// How often each stands in `text`.
  static Map<String, Integer> in(String text) {
    Map<String, Integer> found = new TreeMap<>();
    Matcher matcher = WORDS.matcher(text);
    while (matcher.find()) {
      found.merge(matcher.group().toLowerCase(Locale.ROOT), 1, Integer::sum);
    }
    return found;
  }
}
