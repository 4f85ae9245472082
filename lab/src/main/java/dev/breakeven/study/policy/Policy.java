package dev.breakeven.study.policy;

import dev.breakeven.agent.Stopped;
import dev.breakeven.tool.ExecutorTools;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// How the agents of an arm work together on one task.
///
/// A policy is a value: the models it names and the numbers that the study file gives. What it
/// works with in a trial is the [Site]; it keeps nothing from one trial to the next, so a trial
/// that was cut off is simply run again.
public interface Policy {
  /// The names, in the study file, of all its models; the first agent's first.
  List<String> models();

  /// Works on the task to the end.
  ///
  /// @return how the last agent stopped that nobody had called in
  /// @throws InterruptedException if this thread is interrupted; what was recorded stands
  Stopped work(Site site) throws InterruptedException;

  /// Who does what, in words for tables.
  ///
  /// @param id the exact id of a model that the study file names
  String describe(UnaryOperator<String> id);

  /// The most calls that each of its models can make in a trial, by the model's name.
  ///
  /// @param cap the most calls of the first agent
  Map<String, Long> mostCalls(long cap);

  /// What an agent that is called in may do; everything where there is none.
  default ExecutorTools hands() {
    return ExecutorTools.ALL;
  }
}
