package dev.breakeven.model;

/// No answer could be had from a model's provider.
public final class ModelFailure extends Exception {
  private static final long serialVersionUID = 1;

  /// Says what was asked of whom and what came back.
  public ModelFailure(String message) {
    super(message);
  }

  /// Says what was asked of whom and what came back, with the cause.
  public ModelFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
