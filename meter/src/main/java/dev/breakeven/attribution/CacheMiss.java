package dev.breakeven.attribution;

import dev.breakeven.unit.Usd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One call that read less from the cache than had been put there before.
///
/// @param call the call's id
/// @param reason why
/// @param block the first block of the previous prompt that no longer stands, where that is the
///   reason; null for others
/// @param gap from the start of the request before to the start of this one
/// @param tokens how many tokens were billed in full again
/// @param extra what they cost above the price of reading them; zero for an unpriced call
public record CacheMiss(
    String call, Loss reason, @Nullable Integer block, Duration gap, long tokens, Usd extra) {}
