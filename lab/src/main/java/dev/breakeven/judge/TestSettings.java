package dev.breakeven.judge;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Files by which JUnit is set up or extended without a word in any Java source.
final class TestSettings {
  private static final Pattern FILES =
      Pattern.compile("(?:^|/)(junit-platform\\.properties|META-INF/services/org\\.junit\\..+)$");

  private TestSettings() {}

  /// How often each setting stands in `text`, the content of the file at `path`; nothing if it is
  /// no such file.
  static Map<String, Integer> in(String path, String text) {
    Map<String, Integer> found = new TreeMap<>();
    Matcher file = FILES.matcher(path);
    if (file.find()) {
      text.lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("!"))
          .forEach(line -> found.merge(file.group(1) + ": " + line, 1, Integer::sum));
    }
    return found;
  }
}
