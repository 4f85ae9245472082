package dev.breakeven.trace;

import java.util.Locale;

/// What an agent is there for.
public enum Role {
  /// One agent that does everything itself.
  SOLO,
  /// An agent that plans, checks and delegates.
  ORCHESTRATOR,
  /// An agent that carries out an orchestrator's instruction or a planner's plan.
  EXECUTOR,
  /// An agent that reads and plans, and is not there any more when its plan is carried out.
  PLANNER,
  /// An agent that another one asks for advice.
  ADVISOR;

  /// Whether another agent called it in: its calls are not the first agent's turns.
  public boolean assists() {
    return this == EXECUTOR || this == ADVISOR;
  }

  /// The name used in files: `solo`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one named `key`.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Role ofKey(String key) {
    for (Role role : values()) {
      if (role.key().equals(key)) {
        return role;
      }
    }
    throw new IllegalArgumentException("expected a role such as executor, got " + key);
  }
}
