package dev.breakeven.judge;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What the judge found: the work is good, or why not. Whatever an agent says of itself, this
/// decides.
public sealed interface Verdict {
  /// The checks in the order they ran.
  List<CheckResult> checks();

  /// Every check passed and no rule was broken.
  record Solved(List<CheckResult> checks) implements Verdict {
    /// Takes an immutable copy.
    public Solved {
      checks = List.copyOf(checks);
    }
  }

  /// A check failed or a rule was broken.
  ///
  /// @param checks the checks that ran
  /// @param violations the rules broken, empty if only checks failed
  record NotSolved(List<CheckResult> checks, List<Violation> violations) implements Verdict {
    /// Takes immutable copies.
    public NotSolved {
      checks = List.copyOf(checks);
      violations = List.copyOf(violations);
    }
  }

  /// The outcome of one check.
  ///
  /// @param check its name in the pack: `javac`, `checkstyle`, `junit`
  /// @param passed whether its tool's exit code was 0
  /// @param exitCode its tool's exit code; negative if it was not run, as nothing compiled
  /// @param counts what its tool counted, by name: `errors`, `findings`, `passed`, `failed`
  /// @param findings what its tool found, in a fixed order
  /// @param took real time
  record CheckResult(
      String check,
      boolean passed,
      int exitCode,
      Map<String, Long> counts,
      List<Finding> findings,
      Duration took) {
    /// Takes immutable copies.
    public CheckResult {
      counts = Map.copyOf(counts);
      findings = List.copyOf(findings);
    }
  }

  /// One thing a tool found.
  ///
  /// @param path relative to the repository, empty if it concerns no file
  /// @param line from 1, or 0 if it concerns no line
  /// @param rule the tool's own name for it
  /// @param message in the tool's words, without paths of this machine or durations
  record Finding(String path, int line, String rule, String message) {}

  /// A rule that was broken.
  ///
  /// @param rule its name: `protected-file`, `outside-allowed-folders`, `deleted-test`,
  ///   `disabled-test`, `suppression`, `test-count`
  /// @param path relative to the repository, empty if it concerns no file
  /// @param detail what was expected and what came
  record Violation(String rule, String path, String detail) {}
}
