package dev.breakeven.study;

import dev.breakeven.model.Attempts;
import dev.breakeven.model.ModelClient;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.trace.Known;
import java.time.InstantSource;

/// Where trials get their models from.
public interface ModelSource {
  /// How the numbers of these models are known.
  Known how();

  /// The models of one trial, which share a clock and a cache with each other and with no other
  /// trial.
  ///
  /// @param verify the judge's command, as the trial's agents can call it
  TrialModels begin(Trial trial, PreparedTask task, String verify);

  /// The models of one trial.
  @FunctionalInterface
  interface TrialModels {
    /// A client that asks `model`.
    ///
    /// @param attempts is told of every attempt that brings no answer
    ModelClient client(ModelSpec model, Attempts attempts);

    /// A client for the trial's `nth` agent in a row, counted from 1: rehearsed ones differ from
    /// each other as two trials do.
    default ModelClient client(ModelSpec model, int nth, Attempts attempts) {
      return client(model, attempts);
    }

    /// The clock by which calls are dated.
    default InstantSource clock() {
      return InstantSource.system();
    }
  }
}
