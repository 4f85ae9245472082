package dev.breakeven.agent;

/// Says whether there is money left for another call.
@FunctionalInterface
public interface Purse {
  /// Whether another call may be made.
  boolean allows();
}
