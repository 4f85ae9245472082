package dev.breakeven.study;

import dev.breakeven.study.policy.Policy;
import java.util.Map;
import java.util.Optional;

/// One of the set-ups a study compares.
///
/// @param name short, used in ids: `A`
/// @param policy how its agents work together
/// @param caps the most calls the first agent may make, by task id
/// @param controlOf the arm that this one repeats with other seeds, if it is an A/A control
public record Arm(
    String name, Policy policy, Map<String, Integer> caps, Optional<String> controlOf) {
  /// Takes an immutable copy.
  public Arm {
    caps = Map.copyOf(caps);
  }

  /// An arm of its own.
  public Arm(String name, Policy policy, Map<String, Integer> caps) {
    this(name, policy, caps, Optional.empty());
  }

  /// This arm again under another name; its trials' seeds, drawn from the name, differ.
  public Arm control() {
    return new Arm(name + ".control", policy, caps, Optional.of(name));
  }
}
