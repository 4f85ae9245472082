package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.LocalRate;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.study.ModelSpec;
import dev.breakeven.study.Study;

/// What the calls of a study are priced by.
final class StudyPrices {
  private StudyPrices() {}

  /// The catalog's prices, and what the study file declares of its local models.
  static Pricing of(Study study, Catalog catalog) {
    var pricing = Pricing.of(catalog);
    for (var model : study.models().values()) {
      if (model.local().isPresent()) {
        pricing = pricing.with(model.id(), rate(model.local().get()));
      }
    }
    return pricing;
  }

  private static LocalRate rate(ModelSpec.Local local) {
    return local
        .energy()
        .map(energy -> new LocalRate(energy.watts(), energy.usdPerKilowattHour()))
        .orElse(LocalRate.FREE);
  }
}
