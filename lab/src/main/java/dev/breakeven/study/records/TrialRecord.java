package dev.breakeven.study.records;

import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// One trial as somebody recorded it: sums over its calls only.
///
/// @param place file and line: `A.jsonl:3`
/// @param label which trial it says it is
/// @param outcome how it came out
/// @param measures time, turns and money of the whole trial
/// @param models what each model used, the first agent's first
public record TrialRecord(
    String place, Label label, Outcome outcome, Measures measures, List<ModelUse> models) {
  /// Takes an immutable copy.
  public TrialRecord {
    models = List.copyOf(models);
  }

  /// Which trial a record says it is; labels may repeat.
  ///
  /// @param arm the arm's name
  /// @param task the task's name
  /// @param trial what the record calls the trial within arm and task
  public record Label(String arm, String task, String trial) {
    /// As `A/T2/1`.
    @Override
    public String toString() {
      return arm + "/" + task + "/" + trial;
    }
  }

  /// How a trial came out.
  ///
  /// @param success whether the record says that the work is good
  /// @param blocked whether the agent said that it cannot go on
  /// @param error the fault that ended it, if one did
  /// @param exit the exit code of the last verification, if there was one
  /// @param counts what the verification counted
  public record Outcome(
      boolean success,
      boolean blocked,
      Optional<String> error,
      OptionalInt exit,
      Map<String, Long> counts) {
    /// Takes an immutable copy.
    public Outcome {
      counts = Map.copyOf(counts);
    }
  }

  /// Time, turns and money of a whole trial.
  ///
  /// @param seconds how long it took in all
  /// @param turns the calls of its first agent
  /// @param cost what the record says it cost, if it does
  public record Measures(Duration seconds, int turns, Optional<Usd> cost) {}

  /// What one model used in a trial.
  ///
  /// @param model its id
  /// @param usage the tokens of all its calls; nothing where the record says 0 of every class, for
  ///   a model that took part has used some
  /// @param cost what the record says it cost, if it does
  public record ModelUse(String model, Usage usage, Optional<Usd> cost) {}
}
