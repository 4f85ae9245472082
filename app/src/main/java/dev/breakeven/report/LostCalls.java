package dev.breakeven.report;

import dev.breakeven.study.Ledger;
import dev.breakeven.study.Spent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The attempts at calls that brought no answer, and what they cost.
final class LostCalls {
  private static final int PLACES = 4;

  private LostCalls() {}

  /// Whose attempts a row sums up.
  private record Payer(String arm, Ledger.Asked by) {}

  /// A table by arm, role and model; nothing if no attempt was lost.
  static String text(Results results) {
    if (results.lost().isEmpty()) {
      return "";
    }
    var byPayer = new LinkedHashMap<Payer, List<Ledger.Lost>>();
    for (var lost : results.lost()) {
      byPayer
          .computeIfAbsent(new Payer(lost.trial().arm(), lost.by()), _ -> new ArrayList<>())
          .add(lost);
    }
    var table =
        new TextTable(
            4, List.of("arm", "role", "model", "lost", "attempts", "USD", "unanswered, at most"));
    byPayer.forEach((payer, lost) -> table.row(row(payer, lost)));
    return "\nAttempts at calls that brought no answer and were made again or given up. What their"
        + " provider reported is spent;\nwhat it may have billed without saying so is unanswered."
        + " Neither counts in an arm:\n\n"
        + table.text();
  }

  /// What they cost, as far as providers told.
  static Spent spent(Results results) {
    return sum(results.lost().stream().map(Ledger.Lost::spent).toList());
  }

  private static List<String> row(Payer payer, List<Ledger.Lost> lost) {
    var kinds = new TreeMap<String, Integer>();
    lost.forEach(one -> kinds.merge(one.attempt().kind().key(), 1, Integer::sum));
    return List.of(
        payer.arm(),
        payer.by().role().key(),
        payer.by().model(),
        kinds.entrySet().stream()
            .map(kind -> kind.getValue() + " " + kind.getKey())
            .collect(Collectors.joining(", ")),
        Integer.toString(lost.size()),
        usd(sum(lost.stream().map(Ledger.Lost::spent).toList())),
        usd(sum(lost.stream().map(Ledger.Lost::unanswered).toList())));
  }

  private static Spent sum(List<Spent> parts) {
    return parts.stream().reduce(Spent.NONE, Spent::plus);
  }

  private static String usd(Spent spent) {
    if (spent.unpriced() > 0) {
      return "unpriced";
    }
    return spent.equals(Spent.NONE) ? "–" : spent.usd().rounded(PLACES);
  }
}
