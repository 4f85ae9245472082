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
            select coalesce(sum(picodollars), 0) as usd,
              count(*) - count(picodollars) as unpriced from unanswered
            """)
        .map((row, _) -> new Spent(new Usd(row.getLong("usd")), row.getInt("unpriced")))
        .one();
  }

  static List<Ledger.Unfinished> unfinished(Handle handle) {
    return handle
        .createQuery(
            """
            select arm, task, number, count(c.position) as calls,
              coalesce(sum(c.picodollars), 0) as usd, count(c.unpriced) as unpriced,
              coalesce(max(u.picodollars), 0) as most,
              max(u.trial is not null and u.picodollars is null) as unknown
            from trial left join call c on c.trial = trial.id
              left join unanswered u on u.trial = trial.id
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
