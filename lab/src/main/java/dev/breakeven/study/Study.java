package dev.breakeven.study;

import dev.breakeven.study.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What is compared, on what, and how often: the content of a study file.
///
/// @param id its name
/// @param pack the task pack: a folder, or the name of one that comes with the program
/// @param tasks ids of the pack's tasks, in the order listed
/// @param models the models by the names the arms use
/// @param arms the set-ups that are compared, in the order listed
/// @param plan how often, in what order, under what limits
public record Study(
    String id,
    String pack,
    List<String> tasks,
    Map<String, ModelSpec> models,
    List<Arm> arms,
    Plan plan) {
  /// Takes immutable copies.
  public Study {
    tasks = List.copyOf(tasks);
    models = Map.copyOf(models);
    arms = List.copyOf(arms);
  }

  /// The arm named `name`.
  ///
  /// @throws IllegalArgumentException if there is none
  public Arm arm(String name) {
    return arms.stream()
        .filter(arm -> arm.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "expected one of the arms "
                    + arms.stream().map(Arm::name).toList()
                    + ", got "
                    + name));
  }

  /// The model that arms call `name`.
  public ModelSpec model(String name) {
    return Optional.ofNullable(models.get(name)).orElseThrow();
  }

  /// Whether a trial of `arm` at `task` is the same in `other`: same repository, set-up, models,
  /// seed and day. How many trials are wanted, their order and budgets may differ.
  public boolean sharesCell(Study other, String arm, String task) {
    return pack.equals(other.pack)
        && tasks.contains(task)
        && other.tasks.contains(task)
        && plan.seed() == other.plan.seed()
        && plan.date().equals(other.plan.date())
        && cell(arm, task).isPresent()
        && cell(arm, task).equals(other.cell(arm, task));
  }

  /// What decides the trials of one arm at one task.
  private record Cell(Policy policy, Integer cap, List<ModelSpec> models) {}

  private Optional<Cell> cell(String name, String task) {
    return arms.stream()
        .filter(arm -> arm.name().equals(name))
        .findFirst()
        .map(arm ->
            new Cell(
                arm.policy(),
                Objects.requireNonNull(arm.caps().get(task)),
                arm.policy().models().stream().map(this::model).toList()));
  }
}
