package dev.breakeven.model;

/// Is told of every attempt that brought no answer, as soon as it failed: so it can be charged
/// before anything else happens, and stays charged if the run is killed in the wait that follows.
@FunctionalInterface
public interface Attempts {
  /// `attempt` brought no answer. Called on the thread that asks.
  void lost(LostAttempt attempt);

  /// The same request is about to be sent again. Called on the thread that asks, after the wait;
  /// whatever it throws ends the asking.
  ///
  /// @throws InterruptedException if no more calls are to be made in this run
  default void again() throws InterruptedException {}
}
