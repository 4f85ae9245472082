package dev.breakeven.model;

/// Asks a model.
public interface ModelClient {
  /// Sends `request` and waits for the whole answer.
  ///
  /// @throws ModelFailure if no answer can be had
  /// @throws InterruptedException if this thread is interrupted
  ModelAnswer ask(Request request) throws ModelFailure, InterruptedException;
}
