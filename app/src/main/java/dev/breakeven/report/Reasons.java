package dev.breakeven.report;

import dev.breakeven.attribution.Difference;
import dev.breakeven.attribution.Item;
import dev.breakeven.stats.Estimate;
import dev.breakeven.stats.Interval;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The reasons of a difference in mean cost, in words, the largest first, without those that are
/// zero.
///
/// @param words `cache reads`
/// @param dollars what it makes
/// @param share of the whole difference; empty where that is not shown not to be zero, or where the
///   part is larger than the whole, so that a percentage would tell nothing
record Reasons(String words, double dollars, Optional<Double> share) {
  /// What the mean price of a token makes. It also moves where more of what enters is written to
  /// the cache, or less is cached at all, so it is called neither the one nor the other.
  static final String PRICE = "price and cache mix";

  /// The reasons of `gap`.
  ///
  /// @param shown the whole difference with its interval
  static List<Reasons> of(Difference gap, Estimate shown) {
    double total =
        shown.confidence() instanceof Interval interval && !interval.holds(0)
            ? gap.total().dollars().doubleValue()
            : 0;
    var reasons = new ArrayList<Reasons>();
    for (var item : Item.values()) {
      reasons.add(of(words(item), gap.item(item), total));
    }
    reasons.add(of("number of turns", gap.turns(), total));
    reasons.add(of(PRICE, gap.price(), total));
    reasons.removeIf(reason -> reason.dollars() == 0);
    reasons.sort(Comparator.comparingDouble((Reasons r) -> Math.abs(r.dollars())).reversed());
    return reasons;
  }

  private static Reasons of(String words, Usd part, double total) {
    double dollars = part.dollars().doubleValue();
    boolean told = total != 0 && Math.abs(dollars) <= Math.abs(total);
    return new Reasons(words, dollars, told ? Optional.of(dollars / total) : Optional.empty());
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
