package dev.breakeven.study;

import java.util.Map;

/// One of the set-ups a study compares.
///
/// @param name short, used in ids: `A`
/// @param policy who does the work
/// @param caps the most calls the first agent may make, by task id
public record Arm(String name, Policy policy, Map<String, Integer> caps) {
  /// Takes an immutable copy.
  public Arm {
    caps = Map.copyOf(caps);
  }

  /// Who does the work in an arm.
  public sealed interface Policy {
    /// The name, in the study file, of the first agent's model.
    String model();

    /// One model does everything itself.
    record Solo(String model) implements Policy {}

    /// One model plans and checks, and delegates to another.
    ///
    /// @param model plans and checks
    /// @param executor carries out
    /// @param reportLimit the most characters of an executor's last message that go back
    /// @param executorCap the most calls an executor may make for one instruction
    record Orchestrated(String model, String executor, int reportLimit, int executorCap)
        implements Policy {}
  }
}
