package dev.breakeven.store;

import dev.breakeven.judge.Verdict;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Writes verdicts.
final class Verdicts {
  private Verdicts() {}

  /// A verdict as it is kept.
  ///
  /// @param last whether it decides the trial
  record Row(boolean last, Verdict verdict, Duration took) {}

  static void write(Handle handle, long trial, Row row) {
    long id =
        handle
            .createUpdate(
                """
                insert into verdict (trial, last, solved, nanos)
                values (:trial, :last, :solved, :nanos)
                """)
            .bind("trial", trial)
            .bind("last", row.last())
            .bind("solved", row.verdict() instanceof Verdict.Solved)
            .bind("nanos", row.took().toNanos())
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
    checks(handle, id, row.verdict().checks());
    switch (row.verdict()) {
      case Verdict.Solved _ -> {}
      case Verdict.NotSolved(var _, var violations) -> violations(handle, id, violations);
    }
  }

  private static void checks(Handle handle, long verdict, List<Verdict.CheckResult> checks) {
    for (int position = 0; position < checks.size(); position++) {
      var check = checks.get(position);
      handle.execute(
          "insert into check_result values (?, ?, ?, ?, ?, ?)",
          verdict,
          position,
          check.check(),
          check.passed(),
          check.exitCode(),
          check.took().toNanos());
      check
          .counts()
          .forEach((name, value) ->
              handle.execute(
                  "insert into check_count values (?, ?, ?)",
                  verdict,
                  check.check() + "." + name,
                  value));
    }
  }

  private static void violations(Handle handle, long verdict, List<Verdict.Violation> violations) {
    for (int position = 0; position < violations.size(); position++) {
      var violation = violations.get(position);
      handle.execute(
          "insert into violation values (?, ?, ?, ?, ?)",
          verdict,
          position,
          violation.rule(),
          violation.path(),
          violation.detail());
    }
  }
}
