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

  static void write(Handle handle, long trial, Ledger.Provenance provenance) {
    handle.execute(
        "insert into provenance values (?, ?, ?, ?)",
        trial,
        provenance.place(),
        provenance.name(),
        provenance.cost().map(Usd::picodollars).orElse(null));
  }

  static Map<Trial, Ledger.Provenance> provenances(Handle handle) {
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
    var provenances = new LinkedHashMap<Trial, Ledger.Provenance>();
    handle
        .createQuery(
            """
            select arm, task, number, place, name, picodollars
            from provenance join trial on trial.id = provenance.trial
            where ended is not null order by ended
            """)
        .map((row, _) -> Map.entry(Charges.trial(row), provenance(row, costs)))
        .forEach(entry -> provenances.put(entry.getKey(), entry.getValue()));
    return provenances;
  }

  private static Ledger.Provenance provenance(ResultSet row, Map<Trial, Map<String, Usd>> costs)
      throws SQLException {
    long picodollars = row.getLong("picodollars");
    Optional<Usd> cost = row.wasNull() ? Optional.empty() : Optional.of(new Usd(picodollars));
    return new Ledger.Provenance(
        row.getString("place"),
        row.getString("name"),
        cost,
        costs.getOrDefault(Charges.trial(row), Map.of()));
  }
}
