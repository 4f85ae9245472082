package dev.breakeven.model;

/// Is told of every attempt that brought no answer, as soon as it failed: so it can be charged
/// before anything else happens, and stays charged if the run is killed in the wait that follows.
@FunctionalInterface
public interface Attempts {
  /// `attempt` brought no answer. Called on the thread that asks.
  void lost(LostAttempt attempt);
}
