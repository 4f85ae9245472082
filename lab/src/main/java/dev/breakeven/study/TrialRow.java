package dev.breakeven.study;

import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A trial that ended, as the books tell it.
///
/// @param trial which
/// @param ending how it ended
/// @param solved whether the judge found the work good
/// @param seconds how long it took, by kind
/// @param verdict what the judge counted and which rules were broken
/// @param parts tokens and money by role and model, in order of first use
public record TrialRow(
    Trial trial,
    Ending ending,
    boolean solved,
    TrialEnd.Seconds seconds,
    Judged verdict,
    List<Part> parts) {
  /// Takes an immutable copy.
  public TrialRow {
    parts = List.copyOf(parts);
  }

  /// What the last verdict said, in short.
  ///
  /// @param exitCodes each check's exit code, by check, in the order they ran
  /// @param counts what each check counted, as `javac.errors`
  /// @param violations names of the rules broken
  public record Judged(
      Map<String, Integer> exitCodes, Map<String, Long> counts, List<String> violations) {}

  /// What agents of one role and model used in the trial.
  ///
  /// @param role their role
  /// @param model the model's exact id
  /// @param calls how many calls they made; 0 where records of others do not tell
  /// @param usage the tokens billed
  /// @param spent the money
  /// @param modelTime how long the model took
  public record Part(
      Role role, String model, int calls, Usage usage, Spent spent, Duration modelTime) {
    /// Whether the number of calls is known: who took part made at least one.
    public boolean callsTold() {
      return calls > 0;
    }
  }

  /// The calls of the trial's first agent.
  public int turns() {
    return parts.stream().filter(part -> !part.role().assists()).mapToInt(Part::calls).sum();
  }

  /// All money of the trial.
  public Spent spent() {
    return parts.stream().map(Part::spent).reduce(Spent.NONE, Spent::plus);
  }
}
