package dev.breakeven.trace;

import java.util.Locale;

/// What an agent is there for.
public enum Role {
  /// One agent that does everything itself.
  SOLO,
  /// An agent that plans, checks and delegates.
  ORCHESTRATOR,
  /// An agent that carries out an orchestrator's instruction.
  EXECUTOR;

  /// The name used in files: `solo`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
