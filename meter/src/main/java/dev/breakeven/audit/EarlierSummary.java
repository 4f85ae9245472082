package dev.breakeven.audit;

import dev.breakeven.pricing.UnitPrices;
import dev.breakeven.trace.Usage;

/// What one agent would have saved by putting a summary of [Savings#SUMMARY] tokens in place of its
/// conversation once its prompt has so many tokens: the summary is written once, from a prompt read
/// once more, and what it replaces is no longer read; nothing of that is fetched again.
final class EarlierSummary {
  private final long at;
  private long first = -1;
  private long gone;
  private boolean summedUp;

  /// @param at how many tokens
  EarlierSummary(long at) {
    this.at = at;
  }

  /// Looks at the agent's next call: what it would have cost less, negative for more.
  ///
  /// @throws ArithmeticException if that is out of range
  long saved(Usage usage, UnitPrices prices) {
    long prompt = usage.prompt();
    first = first < 0 ? prompt : first;
    long left = prompt - gone;
    if (left < first) {
      gone = 0; // it was summarised anyway
      left = prompt;
    }
    long saved = Math.multiplyExact(prices.read(), Math.min(gone, Math.max(0, usage.read())));
    summedUp = left > at && left > first + 2 * Savings.SUMMARY;
    if (summedUp) {
      gone = prompt - first - Savings.SUMMARY;
      long reading = Math.multiplyExact(prices.read(), left);
      long summary = Math.multiplyExact(prices.output() + prices.write5m(), Savings.SUMMARY);
      saved = Math.subtractExact(saved, Math.addExact(reading, summary));
    }
    return saved;
  }

  /// Whether it summed up at the call that was looked at last.
  boolean summedUp() {
    return summedUp;
  }
}
