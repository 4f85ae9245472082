package dev.breakeven.judge;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words in a comment that turn a tool off, of Java's tools and of Python's and others'.
final class Suppressions {
  private static final Pattern WORDS =
      Pattern.compile(
          "CHECKSTYLE[:.]\\s*(OFF|SUPPRESS|IGNORE)|SUPPRESS\\s+CHECKSTYLE|NOPMD|NOSONAR|NOCHECKSTYLE"
              + "|noinspection|(?:#\\s*|ruff\\s*:\\s*|flake8\\s*[:=]\\s*)noqa|type\\s*:\\s*ignore"
              + "|type\\s*:\\s*(?:typing\\.)?Any\\b|#\\s*mypy\\s*:|#\\s*pyright\\s*:"
              + "|#\\s*pytype\\s*:|#\\s*pyre-|#\\s*ruff\\s*:\\s*(?:disable|ignore|isort)"
              + "|pylint\\s*:\\s*(?:disable|skip)|isort\\s*:\\s*(?:skip|off)|fmt\\s*:\\s*(?:off|skip)"
              + "|yapf\\s*:\\s*disable|#\\s*nosec|eslint-disable|@ts-ignore|@ts-nocheck|nolint",
          Pattern.CASE_INSENSITIVE);

  private Suppressions() {}

  /// How often each stands in `text`.
  static Map<String, Integer> in(String text) {
    Map<String, Integer> found = new TreeMap<>();
    Matcher matcher = WORDS.matcher(text);
    while (matcher.find()) {
      String words = matcher.group().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
      found.merge(words, 1, Integer::sum);
    }
    return found;
  }
}
