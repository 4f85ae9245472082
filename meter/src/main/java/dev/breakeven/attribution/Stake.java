package dev.breakeven.attribution;

import dev.breakeven.unit.Usd;

/// What one trial's cost is as a function of one price, all else held constant: `fixed` + x ·
/// `slope`.
///
/// @param fixed what it costs if that price is zero
/// @param slope what it costs more for each unit of that price
public record Stake(Usd fixed, Usd slope) {}
