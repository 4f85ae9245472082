package dev.breakeven.study;

import java.math.BigDecimal;
import java.util.Optional;

/// A model as a study file names it.
///
/// @param id the exact id, as the provider and the catalog know it
/// @param profile the profile that plays it in a rehearsal, empty if it cannot be rehearsed
/// @param local what it costs where it runs on a machine of one's own; empty: the catalog prices it
/// @param access how it is asked, empty if it can only be rehearsed
public record ModelSpec(
    String id, Optional<String> profile, Optional<Local> local, Optional<Access> access) {
  /// A model without a meter: its tokens are free because the study file says so.
  ///
  /// @param energy what its electricity costs, if that is to be counted
  public record Local(Optional<Energy> energy) {}

  /// Electricity.
  ///
  /// @param watts the power drawn while the model works
  /// @param usdPerKilowattHour its price
  public record Energy(BigDecimal watts, BigDecimal usdPerKilowattHour) {}
}
