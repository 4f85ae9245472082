package dev.breakeven.generate;

import java.util.List;

/// How many tests of a repository may fail for a pack to be made of it without them.
final class LeftOutTests {
  private static final int SOME = 20;
  private static final int SHARE = 10;
  private static final int SHOWN = 8;

  private LeftOutTests() {}

  /// Whether so few fail that the rest still tells good work from bad: at most 20, or a tenth of
  /// all, and never half.
  static boolean bearable(long failed, long all) {
    return failed * 2 < all && failed <= Math.max(SOME, all / SHARE);
  }

  /// How a person is told.
  static String said(List<String> names, String why) {
    return "%d %s left out, for %s (--without names more): %s%s"
        .formatted(
            names.size(),
            names.size() == 1 ? "test is" : "tests are",
            why,
            String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))),
            names.size() > SHOWN ? ", … (pack.yaml has them all)" : ".");
  }
}
