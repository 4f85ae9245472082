package dev.breakeven.workspace;

/// A path was given that does not lead to a place inside the workspace; the message says why, in
/// words for whoever gave it, without naming a path of this machine.
public final class PathRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Says which path was refused and why.
  PathRefused(String message) {
    super(message);
  }
}
