package dev.breakeven.gateway;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// How often what happened since the gateway was started.
public final class Counters {
  private final Map<What, LongAdder> counts = new EnumMap<>(What.class);

  /// What is counted.
  public enum What {
    /// Calls taken down in the ledger.
    CALLS("calls in the ledger"),
    /// Requests that are no calls, or no known ones.
    PASSED("other requests passed on"),
    /// Calls whose bytes were passed on, and of which the tap could not read all.
    UNREAD("calls not read in full: their cost is unknown"),
    /// Calls that could not be written down.
    LOST("calls not in the ledger: it could not be written"),
    /// Calls that the budget had no room for.
    REFUSED("calls refused: over budget"),
    /// Requests that the gateway itself turned away.
    REJECTED("requests turned away"),
    /// Upgrades to a WebSocket that were turned down.
    UPGRADES("WebSocket upgrades declined");

    private final String words;

    What(String words) {
      this.words = words;
    }
  }

  /// Nothing counted yet.
  public Counters() {
    for (What what : What.values()) {
      counts.put(what, new LongAdder());
    }
  }

  void count(What what) {
    counter(what).increment();
  }

  /// How often `what` happened.
  public long of(What what) {
    return counter(what).sum();
  }

  private LongAdder counter(What what) {
    return counts.computeIfAbsent(what, _ -> new LongAdder());
  }

  /// One line for each that happened.
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (What what : What.values()) {
      if (of(what) > 0 || what == What.CALLS) {
        text.append("%,8d  %s%n".formatted(of(what), what.words));
      }
    }
    return text.toString();
  }
}
