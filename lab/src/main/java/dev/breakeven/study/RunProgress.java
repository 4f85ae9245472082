package dev.breakeven.study;

import dev.breakeven.trace.Call;

/// Is told how a run goes. Called from several trials at once.
public interface RunProgress {
  /// A run begins or goes on.
  ///
  /// @param study what runs
  /// @param finished how many trials the books already hold
  void begin(Study study, int finished);

  /// A trial begins.
  ///
  /// @param cap the most calls its first agent may make
  void started(Trial trial, int cap);

  /// A call was answered.
  ///
  /// @param spent what the trial has spent so far
  void called(Trial trial, Call call, Spent spent);

  /// A trial's agents have stopped; the judge is at work.
  void judging(Trial trial);

  /// A trial ended.
  ///
  /// @param spent what the trial spent
  void ended(Trial trial, TrialEnd end, Spent spent);

  /// Says nothing.
  RunProgress SILENT =
      new RunProgress() {
        @Override
        public void begin(Study study, int finished) {}

        @Override
        public void started(Trial trial, int cap) {}

        @Override
        public void called(Trial trial, Call call, Spent spent) {}

        @Override
        public void judging(Trial trial) {}

        @Override
        public void ended(Trial trial, TrialEnd end, Spent spent) {}
      };
}
