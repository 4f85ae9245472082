package dev.breakeven.attribution;

import dev.breakeven.pricing.Pricing;

/// What attribution works with: where it reads, and the books it writes.
///
/// @param roll the trace by number
/// @param pricing what calls cost
/// @param hints what else is known
/// @param estimator how large content is
/// @param books what it writes
record Desk(Roll roll, Pricing pricing, Hints hints, Estimator estimator, Books books) {
  Shares shares() {
    return books.shares();
  }

  /// The share of a block in an agent's account, opened at `callIndex` if there is none yet.
  int share(int blockIndex, int agentIndex, int callIndex) {
    return books.share(blockIndex, agentIndex, callIndex);
  }
}
