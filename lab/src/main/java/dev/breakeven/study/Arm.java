package dev.breakeven.study;

import dev.breakeven.tool.ExecutorTools;
import java.time.Duration;
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

    /// What the agent that is delegated to may do; everything where there is none.
    default ExecutorTools hands() {
      return this instanceof Orchestrated orchestrated
          ? switch (orchestrated.executor()) {
            case Executor.Model agent -> agent.hands();
            case Executor.Program _ -> ExecutorTools.OWN;
          }
          : ExecutorTools.ALL;
    }

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
    /// @param reportLimit the most characters of an executor's report that go back
    record Orchestrated(String model, Executor executor, int reportLimit) implements Policy {
      @Override
      public List<String> models() {
        return executor instanceof Executor.Model agent
            ? List.of(model, agent.model())
            : List.of(model);
      }
    }
  }

  /// Who carries out an orchestrator's instructions.
  public sealed interface Executor {
    /// An agent of ours with a model of its own.
    ///
    /// @param model its model's name in the study file
    /// @param cap the most calls it may make for one instruction
    /// @param hands what it may do
    record Model(String model, int cap, ExecutorTools hands) implements Executor {}

    /// A program, whose own use of models nobody meters.
    ///
    /// @param words the program and its arguments, with `{instruction}` and maybe `{folder}` in
    ///   them
    /// @param limit after how long it is killed
    /// @param environment names of our own variables that it is given
    /// @param confined whether it runs in the sandbox
    record Program(List<String> words, Duration limit, List<String> environment, boolean confined)
        implements Executor {
      /// Takes immutable copies.
      public Program {
        words = List.copyOf(words);
        environment = List.copyOf(environment);
      }

      /// What it is called in tables: the program's name.
      public String name() {
        return words.getFirst().replaceFirst(".*/", "");
      }
    }
  }
}
