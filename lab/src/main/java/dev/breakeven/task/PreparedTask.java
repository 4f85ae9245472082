package dev.breakeven.task;

import java.nio.file.Path;
import java.util.List;

/// A task ready to be done: the repository as an agent finds it, and how it could be solved.
///
/// @param pack the pack it is of
/// @param task what is to be done
/// @param base the untouched repository, not to be changed
/// @param tree the prepared repository, to be copied and not to be changed
/// @param reference edits that solve it when carried out in order on a copy of `tree`
/// @param faults the faults put in, ordered by file
public record PreparedTask(
    Pack pack, Task task, Path base, Path tree, List<Edit> reference, List<Fault> faults) {
  /// Takes immutable copies.
  public PreparedTask {
    reference = List.copyOf(reference);
    faults = List.copyOf(faults);
  }

  /// What the agent is told.
  ///
  /// @param verify the judge's command, as the agent can call it
  public String prompt(String verify) {
    return task.prompt().replace("${verify}", verify);
  }
}
