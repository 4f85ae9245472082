package dev.breakeven.catalog;

/// Prices that hold from a certain size of prompt on, for the whole request, answer included.
///
/// @param above the tier holds for prompts of more tokens than this, read and written ones counted
/// @param prices its prices
public record Tier(long above, Prices prices) {}
