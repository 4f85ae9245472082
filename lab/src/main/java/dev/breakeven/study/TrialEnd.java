package dev.breakeven.study;

import dev.breakeven.judge.Verdict;
import java.time.Duration;

/// How a trial came out.
///
/// @param ending how it ended
/// @param verdict what the judge found; decides success
/// @param seconds how long it took, by kind
public record TrialEnd(Ending ending, Verdict verdict, Seconds seconds) {
  /// Whether the work is good.
  public boolean solved() {
    return verdict instanceof Verdict.Solved;
  }

  /// Time by kind.
  ///
  /// @param model the models' time: real, or on the virtual clock where they were rehearsed
  /// @param tools the tools' real time, without the judge's
  /// @param judge the judge's real time
  /// @param untold time whose kind is not told: records of others may know only the whole
  public record Seconds(Duration model, Duration tools, Duration judge, Duration untold) {
    /// Time of which every part is told.
    public Seconds(Duration model, Duration tools, Duration judge) {
      this(model, tools, judge, Duration.ZERO);
    }

    /// Time of which only the whole is told.
    public static Seconds untold(Duration whole) {
      return new Seconds(Duration.ZERO, Duration.ZERO, Duration.ZERO, whole);
    }

    /// All of it.
    public Duration total() {
      return model.plus(tools).plus(judge).plus(untold);
    }
  }
}
