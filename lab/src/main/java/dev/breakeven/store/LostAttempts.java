package dev.breakeven.store;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.LostAttempt;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.study.Ledger;
import dev.breakeven.study.Spent;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// Attempts at calls that brought no answer.
final class LostAttempts {
  private LostAttempts() {}

  static void write(Handle handle, long trial, Ledger.Lost lost) {
    var attempt = lost.attempt();
    var usage = usage(attempt.charge());
    handle
        .createUpdate(
            """
            insert into lost values (:trial,
              (select count(*) + 1 from lost where trial = :trial),
              :role, :model, :attempt, :kind, :reason, :at, :charge,
              :uncached, :write_5m, :write_1h, :read, :output,
              :picodollars, :unpriced, :most, :most_unpriced)
            """)
        .bind("trial", trial)
        .bind("role", lost.by().role().key())
        .bind("model", lost.by().model())
        .bind("attempt", attempt.number())
        .bind("kind", attempt.kind().key())
        .bind("reason", attempt.reason())
        .bind("at", attempt.at().toString())
        .bind("charge", word(attempt.charge()))
        .bind("uncached", SqlLedger.count(usage, TokenClass.UNCACHED))
        .bind("write_5m", SqlLedger.count(usage, TokenClass.WRITE_5M))
        .bind("write_1h", SqlLedger.count(usage, TokenClass.WRITE_1H))
        .bind("read", SqlLedger.count(usage, TokenClass.READ))
        .bind("output", SqlLedger.count(usage, TokenClass.OUTPUT))
        .bind("picodollars", lost.spent().usd().picodollars())
        .bind("unpriced", lost.spent().unpriced())
        .bind("most", lost.unanswered().usd().picodollars())
        .bind("most_unpriced", lost.unanswered().unpriced())
        .execute();
  }

  static List<Ledger.Lost> read(Handle handle) {
    return handle
        .createQuery(
            """
            select arm, task, trial.number, lost.* from lost join trial on trial.id = lost.trial
            order by lost.trial, position
            """)
        .map((row, _) -> lost(row))
        .list();
  }

  private static Ledger.Lost lost(ResultSet row) throws SQLException {
    var by = new Ledger.Asked(Role.ofKey(row.getString("role")), row.getString("model"));
    return new Ledger.Lost(
        Charges.trial(row),
        by,
        new LostAttempt(
            by.model(),
            row.getInt("attempt"),
            ModelFailure.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getString("reason"),
            charge(row.getString("charge"), TrialRows.usage(row)),
            Instant.parse(row.getString("at"))),
        new Spent(new Usd(row.getLong("picodollars")), row.getInt("unpriced")),
        new Spent(new Usd(row.getLong("most_picodollars")), row.getInt("most_unpriced")));
  }

  private static Usage usage(AttemptCharge charge) {
    return switch (charge) {
      case AttemptCharge.Nothing _, AttemptCharge.Unknown _ -> Usage.NONE;
      case AttemptCharge.Reported(var usage) -> usage;
      case AttemptCharge.AtLeast(var usage) -> usage;
    };
  }

  private static String word(AttemptCharge charge) {
    return switch (charge) {
      case AttemptCharge.Nothing _ -> "nothing";
      case AttemptCharge.Unknown _ -> "unknown";
      case AttemptCharge.Reported _ -> "reported";
      case AttemptCharge.AtLeast _ -> "at_least";
    };
  }

  private static AttemptCharge charge(String word, Usage usage) {
    return switch (word) {
      case "nothing" -> new AttemptCharge.Nothing();
      case "unknown" -> new AttemptCharge.Unknown();
      case "reported" -> new AttemptCharge.Reported(usage);
      case "at_least" -> new AttemptCharge.AtLeast(usage);
      default -> throw new IllegalStateException("expected a word for a charge, got " + word);
    };
  }
}
