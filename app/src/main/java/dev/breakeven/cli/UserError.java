package dev.breakeven.cli;

/// A mistake of the user's: what happened and what to do about it. Ends the program with exit code
/// 2 and this message alone.
final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  UserError(String message) {
    super(message);
  }

  UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
