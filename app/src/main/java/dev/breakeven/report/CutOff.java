package dev.breakeven.report;

import dev.breakeven.study.Ledger;
import dev.breakeven.study.Spent;
import java.util.List;

/// The attempts at trials that have no end, and what they spent.
final class CutOff {
  private static final int PLACES = 4;

  private CutOff() {}

  /// A table of those that made a call; nothing if there is none.
  static String text(Results results) {
    var asked =
        results.unfinished().stream()
            .filter(attempt -> attempt.calls() > 0 || !attempt.unanswered().equals(Spent.NONE))
            .toList();
    if (asked.isEmpty()) {
      return "";
    }
    var table = new TextTable(1, List.of("attempt at", "calls", "USD", "unanswered, at most"));
    asked.forEach(attempt -> table.row(row(attempt)));
    return "\nAttempts without an end: cut off, or at work just now. Their calls are paid and count"
        + " in no arm; a call\nwhose answer never came may have been billed:\n\n"
        + table.text();
  }

  private static List<String> row(Ledger.Unfinished attempt) {
    return List.of(
        attempt.trial().id(),
        Integer.toString(attempt.calls()),
        usd(attempt.spent()),
        attempt.unanswered().equals(Spent.NONE) ? "–" : usd(attempt.unanswered()));
  }

  private static String usd(Spent spent) {
    return spent.unpriced() > 0 ? "unpriced" : spent.usd().rounded(PLACES);
  }
}
