package dev.breakeven.catalog;

import dev.breakeven.unit.Usd;
import org.jspecify.annotations.Nullable;

/// What one token costs in each of the five price classes.
///
/// @param input an uncached prompt token
/// @param write5m a prompt token written to the cache for five minutes, or at the vendor's only
///   write price; null where the vendor sells no such write
/// @param write1h a prompt token written for one hour; null where the vendor sells no such write
/// @param read a prompt token read from the cache; null where the vendor has no cache
/// @param output a token of the answer
public record Prices(
    Usd input, @Nullable Usd write5m, @Nullable Usd write1h, @Nullable Usd read, Usd output) {}
