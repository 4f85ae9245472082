package dev.breakeven.study;

import dev.breakeven.judge.JudgeTools;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.trace.Secrets;
import dev.breakeven.workspace.Sandbox;
import java.nio.file.Path;
import java.util.Map;

/// What trials run with.
///
/// @param out the run's folder
/// @param tasks the study's tasks, prepared, by id
/// @param sandbox where agents' commands run
/// @param models where the models come from
/// @param judge what judges work with
/// @param pricing what tokens cost
/// @param secrets what is covered in traces
public record Equipment(
    Path out,
    Map<String, PreparedTask> tasks,
    Sandbox sandbox,
    ModelSource models,
    JudgeTools judge,
    Pricing pricing,
    Secrets secrets) {
  /// Takes an immutable copy.
  public Equipment {
    tasks = Map.copyOf(tasks);
  }

  /// The trace file of `trial`.
  Path trace(Trial trial) {
    return out.resolve("traces").resolve(trial.id() + ".jsonl");
  }

  /// A folder for `trial` while it runs.
  Path work(Trial trial) {
    return out.resolve("work").resolve(trial.id());
  }
}
