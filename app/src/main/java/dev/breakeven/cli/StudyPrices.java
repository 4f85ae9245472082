package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.LocalRate;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.study.ModelSpec;
import dev.breakeven.study.Study;

/// The prices of a study's models: the catalog's, and what the study file declares of local ones.
final class StudyPrices {
  private StudyPrices() {}

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
