package dev.breakeven.task;

import java.nio.file.Path;
import java.util.List;

/// A task pack: a repository, what makes work in it good, and tasks to be done.
///
/// Its form on disk is described in `docs/formats/pack.md`.
///
/// @param name its name, as a study file says it
/// @param folder where `pack.yaml` stands
/// @param repository where the repository's files come from
/// @param environment where the tools of checks and agents come from
/// @param checks the checks of every task, in the order they run
/// @param rules what an agent may change
/// @param tasks in the order written
public record Pack(
    String name,
    Path folder,
    RepositorySource repository,
    Environment environment,
    List<Check> checks,
    Rules rules,
    List<Task> tasks) {
  /// Takes immutable copies.
  public Pack {
    checks = List.copyOf(checks);
    tasks = List.copyOf(tasks);
  }

  /// The same pack with its tools elsewhere.
  public Pack at(Environment.Place place) {
    return new Pack(name, folder, repository, environment.at(place), checks, rules, tasks);
  }

  /// The task of that name.
  ///
  /// @throws IllegalArgumentException if there is none
  public Task task(String wanted) {
    return tasks.stream()
        .filter(task -> task.name().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "pack "
                    + name
                    + " has no task "
                    + wanted
                    + "; it has "
                    + tasks.stream().map(Task::name).toList()));
  }
}
