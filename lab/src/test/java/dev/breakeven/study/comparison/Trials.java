package dev.breakeven.study.comparison;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.study.Charge;
import dev.breakeven.study.Ledger;
import dev.breakeven.study.Trial;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// Trials and charges made up for tests.
final class Trials {
  static final LocalDate DAY = LocalDate.of(2026, 7, 1);
  static final Repricing LIST =
      new Repricing(Pricing.of(Catalog.bundled()), Repricing.Day.fixed(DAY));

  private Trials() {}

  static TrialMeasures measured(String arm, int number, boolean solved, String usd) {
    return new TrialMeasures(
        new Trial(arm, "T1", number), solved, Optional.of(Usd.of(usd)), 10 * number, number);
  }

  static Charge charge(String arm, int number, Role role, String model, Usage usage) {
    return new Charge(
        new Trial(arm, "T1", number),
        new Ledger.Asked(role, model),
        Optional.of(DAY),
        usage,
        Duration.ZERO);
  }
}
