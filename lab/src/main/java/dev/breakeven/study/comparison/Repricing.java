package dev.breakeven.study.comparison;

import dev.breakeven.pricing.Pricing;
import dev.breakeven.study.Charge;
import dev.breakeven.study.Spent;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.Role;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Trials at other prices: the same tokens, call by call, at another day's or file's rates.
///
/// @param pricing the prices
/// @param day the day that counts for a charge; its own where nothing else is wanted
public record Repricing(Pricing pricing, Day day) {
  /// Which day's prices a charge gets.
  public interface Day {
    /// The day for `charge`.
    LocalDate of(Charge charge);

    /// The day each call was sent; `study` for sums that have none.
    static Day own(LocalDate study) {
      return charge -> charge.day().orElse(study);
    }

    /// `day` for every charge.
    static Day fixed(LocalDate day) {
      return _ -> day;
    }
  }

  private record Key(Trial trial, Role role, String model) {}

  /// `rows` with the money that `charges` cost at these prices.
  public List<TrialRow> of(List<TrialRow> rows, List<Charge> charges) {
    Map<Key, Spent> sums = new HashMap<>();
    for (var charge : charges) {
      var key = new Key(charge.trial(), charge.by().role(), charge.by().model());
      sums.merge(key, Spent.of(charge.cost(pricing, day.of(charge))), Spent::plus);
    }
    return rows.stream()
        .map(row ->
            new TrialRow(
                row.trial(),
                row.ending(),
                row.solved(),
                row.seconds(),
                row.verdict(),
                row.parts().stream().map(part -> part(row.trial(), part, sums)).toList()))
        .toList();
  }

  private static TrialRow.Part part(Trial trial, TrialRow.Part part, Map<Key, Spent> sums) {
    return new TrialRow.Part(
        part.role(),
        part.model(),
        part.calls(),
        part.usage(),
        sums.getOrDefault(new Key(trial, part.role(), part.model()), Spent.NONE),
        part.modelTime());
  }
}
