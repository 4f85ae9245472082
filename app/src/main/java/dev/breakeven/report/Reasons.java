package dev.breakeven.report;

import dev.breakeven.attribution.Difference;
import dev.breakeven.attribution.Item;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The reasons of a difference in mean cost, in words, the largest first, without those that are
/// zero.
///
/// @param words `cache reads`
/// @param dollars what it makes
/// @param share of the whole difference
record Reasons(String words, double dollars, double share) {
  static List<Reasons> of(Difference gap) {
    double total = gap.total().dollars().doubleValue();
    var reasons = new ArrayList<Reasons>();
    for (var item : Item.values()) {
      reasons.add(of(words(item), gap.item(item), total));
    }
    reasons.add(of("number of turns", gap.turns(), total));
    reasons.add(of("price", gap.price(), total));
    reasons.removeIf(reason -> reason.dollars() == 0);
    reasons.sort(Comparator.comparingDouble((Reasons r) -> Math.abs(r.dollars())).reversed());
    return reasons;
  }

  private static Reasons of(String words, Usd part, double total) {
    double dollars = part.dollars().doubleValue();
    return new Reasons(words, dollars, dollars / total);
  }

  static String words(Item item) {
    return switch (item) {
      case INSTRUCTIONS -> "instructions";
      case OTHER_OUTPUT -> "other output";
      case REPORTS -> "reports";
      case OTHER_GROWTH -> "other growth";
      case REREADS -> "re-reads";
      case MISSES -> "cache misses";
      case EXECUTOR -> "executor";
      case UNCACHED -> "uncached input";
      case WRITES -> "cache writes";
      case READS -> "cache reads";
      case OUTPUT -> "output";
    };
  }
}
