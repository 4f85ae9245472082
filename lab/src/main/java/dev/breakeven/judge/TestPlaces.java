package dev.breakeven.judge;

import java.util.regex.Pattern;

/// Where a repository has its tests and what belongs to them, by the customs of Java and Python.
final class TestPlaces {
  private static final Pattern FOLDER =
      Pattern.compile("(?i)(?:^|/)(?:tests?|it|integration-?tests?|test-?fixtures)/");
  private static final Pattern FILE =
      Pattern.compile(
          "(?:^|/)(?:(?:test_[^/]*|[^/]*_test|tests?|conftest)\\.py"
              + "|[^/]*(?:Test|Tests|TestCase|IT)\\.java)$");

  private TestPlaces() {}

  /// Whether the file at `path` is a test or serves tests alone.
  static boolean has(String path) {
    return !path.contains("src/main/")
        && (FOLDER.matcher(path).find() || FILE.matcher(path).find());
  }
}
