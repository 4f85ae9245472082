package dev.breakeven.store;

import dev.breakeven.study.Charge;
import dev.breakeven.study.Ledger;
import dev.breakeven.study.Trial;
import dev.breakeven.trace.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads back what was billed, call by call where calls are told.
final class Charges {
  private Charges() {}

  static List<Charge> read(Handle handle) {
    return handle
        .createQuery(
            """
            select ended, arm, task, number, c.* from trial join (
              select trial, position, role, model, start, total_nanos,
                uncached, write_5m, write_1h, read, output from call
              union all
              select trial, position, role, model, null, 0,
                uncached, write_5m, write_1h, read, output from sum) c on c.trial = trial.id
            where ended is not null order by ended, position
            """)
        .map((row, _) -> charge(row))
        .list();
  }

  private static Charge charge(ResultSet row) throws SQLException {
    return new Charge(
        trial(row),
        new Ledger.Asked(Role.ofKey(row.getString("role")), row.getString("model")),
        Optional.ofNullable(row.getString("start")).map(Charges::day),
        TrialRows.usage(row),
        Duration.ofNanos(row.getLong("total_nanos")));
  }

  private static LocalDate day(String start) {
    return LocalDate.ofInstant(Instant.parse(start), ZoneOffset.UTC);
  }

  static Trial trial(ResultSet row) throws SQLException {
    return new Trial(row.getString("arm"), row.getString("task"), row.getInt("number"));
  }
}
