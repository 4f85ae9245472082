package dev.breakeven.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One of the set-ups a study compares.
///
/// @param name short, used in ids: `A`
/// @param policy who does the work
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

  /// Who does the work in an arm.
  public sealed interface Policy {
    /// The name, in the study file, of the first agent's model.
    String model();

    /// The names, in the study file, of all its models.
    List<String> models();

    /// One model does everything itself.
    record Solo(String model) implements Policy {
      @Override
      public List<String> models() {
        return List.of(model);
      }
    }

    /// One model plans and checks, and delegates to another.
    ///
    /// @param model plans and checks
    /// @param executor carries out
    /// @param reportLimit the most characters of an executor's last message that go back
    /// @param executorCap the most calls an executor may make for one instruction
    record Orchestrated(String model, String executor, int reportLimit, int executorCap)
        implements Policy {
      @Override
      public List<String> models() {
        return List.of(model, executor);
      }
    }
  }
}
