package dev.breakeven.study;

import dev.breakeven.judge.JudgeDoor;
import dev.breakeven.judge.JudgeTools;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.study.policy.Orchestrated;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.tool.Program;
import dev.breakeven.trace.Secrets;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Unconfined;
import dev.breakeven.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What trials run with.
///
/// @param out the run's folder
/// @param tasks the study's tasks, prepared, by id
/// @param sandbox where agents' commands run
/// @param models where the models come from
/// @param judge what judges work with
/// @param pricing what tokens cost
/// @param environment the variables of this process, of which executors are given those that the
///   study names, and whose secrets are covered in traces
public record Equipment(
    Path out,
    Map<String, PreparedTask> tasks,
    Sandbox sandbox,
    ModelSource models,
    JudgeTools judge,
    Pricing pricing,
    Map<String, String> environment) {
  /// Takes an immutable copy.
  public Equipment {
    tasks = Map.copyOf(tasks);
    environment = Map.copyOf(environment);
  }

  /// The trace file of `trial`.
  Path trace(Trial trial) {
    return out.resolve("traces").resolve(trial.id() + ".jsonl");
  }

  Secrets secrets() {
    return Secrets.of(environment);
  }

  /// `program`, ready to work in `workspace`.
  ///
  /// @param confined where it runs unless the study says otherwise
  /// @throws IllegalArgumentException if a variable it is to be given is not set
  Program program(
      Orchestrated.Program program, Sandbox confined, Workspace workspace, JudgeDoor door) {
    var given = new TreeMap<String, String>();
    for (var name : program.environment()) {
      var value = environment.get(name);
      if (value == null) {
        throw new IllegalArgumentException(
            "expected the environment variable %s, which the study gives to %s; it is not set"
                .formatted(name, program.name()));
      }
      given.put(name, value);
    }
    return new Program(
        new Program.Settings(program.words(), given, program.limit()),
        program.confined() ? confined : new Unconfined(),
        workspace,
        List.of(door.mount()));
  }

  /// A folder for `trial` while it runs.
  Path work(Trial trial) {
    return out.resolve("work").resolve(trial.id());
  }
}
