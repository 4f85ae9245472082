package dev.breakeven.store;

import dev.breakeven.study.Ledger;
import dev.breakeven.study.Spent;
import dev.breakeven.unit.Usd;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Calls whose answers have not come, and attempts at trials that have no end.
final class Unanswered {
  private Unanswered() {}

  static void write(Handle handle, long trial, Ledger.Asked by, Optional<Usd> most) {
    handle.execute(
        "insert or replace into unanswered values (?, ?, ?, ?)",
        trial,
        by.role().key(),
        by.model(),
        most.map(Usd::picodollars).orElse(null));
  }

  static void clear(Handle handle, long trial) {
    handle.execute("delete from unanswered where trial = ?", trial);
  }

  static Spent sum(Handle handle) {
    return handle
        .createQuery(
            """
            select coalesce(sum(picodollars), 0) as usd, coalesce(sum(unpriced), 0) as unpriced
            from (
              select picodollars, picodollars is null as unpriced from unanswered
              union all
              select most_picodollars, most_unpriced from lost)
            """)
        .map((row, _) -> new Spent(new Usd(row.getLong("usd")), row.getInt("unpriced")))
        .one();
  }

  static List<Ledger.Unfinished> unfinished(Handle handle) {
    return handle
        .createQuery(
            """
            select arm, task, number, sum(calls) as calls,
              sum(usd) as usd, sum(unpriced) as unpriced, sum(most) as most, sum(unknown) as unknown
            from trial join (
              select id as trial, 0 as calls, 0 as usd, 0 as unpriced, 0 as most, 0 as unknown
              from trial
              union all
              select trial, 1, coalesce(picodollars, 0), unpriced is not null, 0, 0 from call
              union all
              select trial, 0, picodollars, unpriced, most_picodollars, most_unpriced from lost
              union all
              select trial, 0, 0, 0, coalesce(picodollars, 0), picodollars is null from unanswered
            ) entry on entry.trial = trial.id
            where ended is null group by trial.id order by trial.id
            """)
        .map((row, _) ->
            new Ledger.Unfinished(
                Charges.trial(row),
                row.getInt("calls"),
                new Spent(new Usd(row.getLong("usd")), row.getInt("unpriced")),
                new Spent(new Usd(row.getLong("most")), row.getInt("unknown"))))
        .list();
  }
}
