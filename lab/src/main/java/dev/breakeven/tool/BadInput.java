package dev.breakeven.tool;

/// A model gave a tool something it cannot work with; the message is for the model. Caught by the
/// tool and made a [Tool.Result].
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Says what was expected and what came.
  BadInput(String message) {
    super(message, null, false, false);
  }
}
