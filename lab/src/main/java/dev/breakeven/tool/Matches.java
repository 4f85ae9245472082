package dev.breakeven.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Where a piece of text stands in another.
final class Matches {
  private static final int NAMED = 20;

  private Matches() {}

  /// The offsets at which `piece` stands in `text`, overlapping ones included.
  static List<Integer> of(String text, String piece) {
    var places = new ArrayList<Integer>();
    for (int at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
      places.add(at);
    }
    return places;
  }

  /// The line, from 1, in which the offset `at` lies.
  static int line(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  /// The offset behind line `line`, from 1, and its end; 0 for line 0.
  static int lineStart(String text, int line) {
    int at = 0;
    for (int passed = 0; passed < line; passed++) {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
    }
    return at;
  }

  /// What to tell a model whose piece stands at `places`, not exactly one, of the file `name`.
  static String complaint(String text, List<Integer> places, String name) {
    String expected = "expected old_str to stand exactly once in " + name;
    if (places.isEmpty()) {
      return expected + ", it does not; view the file and copy the text to the last space";
    }
    String lines =
        places.stream()
            .limit(NAMED)
            .map(at -> Integer.toString(line(text, at)))
            .collect(Collectors.joining(", "));
    return "%s, it stands there %d times, at lines %s%s; include more lines around it"
        .formatted(expected, places.size(), lines, places.size() > NAMED ? ", ..." : "");
  }
}
