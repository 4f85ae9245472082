package dev.breakeven.study;

import dev.breakeven.pricing.Pricing;
import java.time.LocalDate;
import java.util.LinkedHashSet;

/// Checks before a run that its budgets can be kept: a call without a price cannot be held against
/// one.
public final class PriceCheck {
  private PriceCheck() {}

  /// Checks every model that an arm of `study` uses.
  ///
  /// @param day the day of the run
  /// @throws IllegalArgumentException if the study has a budget and a model's calls have no upper
  ///   price; says which and what to do
  public static void require(Study study, Pricing pricing, LocalDate day) {
    if (!study.plan().limits().any()) {
      return;
    }
    var names = new LinkedHashSet<String>();
    for (var arm : study.arms()) {
      names.addAll(arm.policy().models());
    }
    for (var name : names) {
      var id = study.model(name).id();
      if (pricing.tariff(id, day).dearest(1, 1).isEmpty()) {
        throw new IllegalArgumentException(
            "the study has a budget, and no call of model %s (%s) can be held against it on %s:"
                    .formatted(name, id, day)
                + " the catalog has no price for it, or it is charged by electricity, which has no"
                + " limit beforehand; take the budget out, or give the model a price or price:"
                + " free without energy");
      }
    }
  }
}
