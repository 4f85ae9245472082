package dev.breakeven.audit;

import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.Floor;
import dev.breakeven.unit.Usd;

/// The five parts of a bill that people ask for first. They add up to it.
public enum Family {
  /// What was in the cache, read once more in a later call.
  REREAD("reading the context again"),
  /// What came into a prompt for the first time, and fees of tools that the provider ran.
  NEW("new content"),
  /// What was paid above the price of reading to put back what the cache had lost.
  CACHE_LOST("cache expired or broken"),
  /// What the models wrote, thinking included.
  ANSWERS("answers"),
  /// All calls of agents that another agent called in, whatever they were for.
  SUB_AGENTS("sub-agents");

  private final String words;

  Family(String words) {
    this.words = words;
  }

  /// Whether its part of `bill` is the least that was paid for it: for sub-agents, where an
  /// executor is not in the log; for the others, where the bill is a floor for another reason.
  public boolean least(Bill bill) {
    boolean left = bill.floors().containsKey(new Floor.NoExecutor());
    boolean other = !bill.complete() || bill.floors().size() > (left ? 1 : 0);
    return this == SUB_AGENTS ? left || other : other;
  }

  /// Whether `part`, its part of `bill`, says nothing: sub-agents of which no call is in the log.
  public boolean unknown(Usd part, Bill bill) {
    return this == SUB_AGENTS
        && part.picodollars() == 0
        && bill.floors().containsKey(new Floor.NoExecutor());
  }

  /// As people say it: `cache expired or broken`.
  public String words() {
    return words;
  }

  /// The name used in files: `cache_lost`.
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
