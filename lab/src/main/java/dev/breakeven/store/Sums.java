package dev.breakeven.store;

import dev.breakeven.pricing.Cost;
import dev.breakeven.study.Ledger;
import dev.breakeven.study.Trial;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Trials that were taken over from others' records: sums over their calls, and where from.
final class Sums {
  private Sums() {}

  static void write(Handle handle, long trial, Ledger.Sum sum) {
    handle
        .createUpdate(
            """
            insert into sum values (:trial,
              (select count(*) + 1 from sum where trial = :trial),
              :role, :model, :calls, :uncached, :write_5m, :write_1h, :read, :output,
              :picodollars, :unpriced, :recorded)
            """)
        .bind("trial", trial)
        .bind("role", sum.by().role().key())
        .bind("model", sum.by().model())
        .bind("calls", sum.calls())
        .bind("uncached", SqlLedger.count(sum.usage(), TokenClass.UNCACHED))
        .bind("write_5m", SqlLedger.count(sum.usage(), TokenClass.WRITE_5M))
        .bind("write_1h", SqlLedger.count(sum.usage(), TokenClass.WRITE_1H))
        .bind("read", SqlLedger.count(sum.usage(), TokenClass.READ))
        .bind("output", SqlLedger.count(sum.usage(), TokenClass.OUTPUT))
        .bind("picodollars", SqlLedger.picodollars(sum.cost()))
        .bind("unpriced", sum.cost() instanceof Cost.Unpriced(var reason) ? reason : null)
        .bind("recorded", sum.recorded().map(Usd::picodollars).orElse(null))
        .execute();
  }

  static void write(Handle handle, long trial, Ledger.Origin origin) {
    handle.execute(
        "insert into origin values (?, ?, ?, ?)",
        trial,
        origin.place(),
        origin.name(),
        origin.cost().map(Usd::picodollars).orElse(null));
  }

  static Map<Trial, Ledger.Origin> origins(Handle handle) {
    var costs = new HashMap<Trial, Map<String, Usd>>();
    handle
        .createQuery(
            """
            select arm, task, number, model, sum(recorded_picodollars) as picodollars
            from sum join trial on trial.id = sum.trial
            where recorded_picodollars is not null group by trial.id, model
            """)
        .map((row, _) ->
            Map.entry(
                Charges.trial(row),
                Map.entry(row.getString("model"), new Usd(row.getLong("picodollars")))))
        .forEach(entry ->
            costs
                .computeIfAbsent(entry.getKey(), _ -> new HashMap<>())
                .put(entry.getValue().getKey(), entry.getValue().getValue()));
    var origins = new LinkedHashMap<Trial, Ledger.Origin>();
    handle
        .createQuery(
            """
            select arm, task, number, place, name, picodollars
            from origin join trial on trial.id = origin.trial
            where ended is not null order by ended
            """)
        .map((row, _) -> Map.entry(Charges.trial(row), origin(row, costs)))
        .forEach(entry -> origins.put(entry.getKey(), entry.getValue()));
    return origins;
  }

  private static Ledger.Origin origin(ResultSet row, Map<Trial, Map<String, Usd>> costs)
      throws SQLException {
    long picodollars = row.getLong("picodollars");
    Optional<Usd> cost = row.wasNull() ? Optional.empty() : Optional.of(new Usd(picodollars));
    return new Ledger.Origin(
        row.getString("place"),
        row.getString("name"),
        cost,
        costs.getOrDefault(Charges.trial(row), Map.of()));
  }
}
