package dev.breakeven.study;

import dev.breakeven.pricing.Cost;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// Something that was billed in a trial: one call, or a sum over calls that are not told one by
/// one.
///
/// @param trial in which
/// @param by whose
/// @param day the day (UTC) the call was sent; empty for a sum, which counts as of its study's day
/// @param usage the tokens
/// @param busy how long the model worked; zero for a sum
public record Charge(
    Trial trial, Ledger.Asked by, Optional<LocalDate> day, Usage usage, Duration busy) {

  /// What it costs by `pricing` on `when`.
  public Cost cost(Pricing pricing, LocalDate when) {
    return day.isPresent()
        ? pricing.cost(by.model(), when, usage, busy)
        : pricing.costOfSum(by.model(), when, usage);
  }
}
