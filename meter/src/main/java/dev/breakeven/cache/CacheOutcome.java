package dev.breakeven.cache;

import dev.breakeven.trace.Usage;

/// What the cache did with a request. The four counts add up to its segments and the rules' tail.
///
/// @param uncached prompt tokens neither read nor written
/// @param write5m prompt tokens written for five minutes
/// @param write1h prompt tokens written for one hour
/// @param read prompt tokens read
/// @param miss why not more was read
public record CacheOutcome(long uncached, long write5m, long write1h, long read, Miss miss) {
  /// All prompt tokens.
  public long prompt() {
    return Math.addExact(Math.addExact(uncached, read), Math.addExact(write5m, write1h));
  }

  /// The usage of the request if its answer has `output` tokens.
  public Usage usage(long output) {
    return Usage.of(uncached, write5m, write1h, read, output);
  }
}
