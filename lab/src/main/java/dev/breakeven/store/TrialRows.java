package dev.breakeven.store;

import dev.breakeven.study.Ending;
import dev.breakeven.study.Spent;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialEnd;
import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import dev.breakeven.unit.Usd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Reads ended trials back.
final class TrialRows {
  private TrialRows() {}

  static List<TrialRow> read(Handle handle) {
    var parts = parts(handle);
    var verdicts = verdicts(handle);
    return handle
        .createQuery("select * from trial where ended is not null order by ended")
        .map((row, _) -> {
          long id = row.getLong("id");
          return new TrialRow(
              new Trial(row.getString("arm"), row.getString("task"), row.getInt("number")),
              new Ending(
                  Ending.Kind.valueOf(row.getString("ending").toUpperCase(Locale.ROOT)),
                  row.getString("detail")),
              row.getBoolean("solved"),
              new TrialEnd.Seconds(
                  nanos(row, "model_nanos"),
                  nanos(row, "tools_nanos"),
                  nanos(row, "judge_nanos"),
                  nanos(row, "untold_nanos")),
              verdicts.getOrDefault(id, new TrialRow.Judged(Map.of(), Map.of(), List.of())),
              parts.getOrDefault(id, List.of()));
        })
        .list();
  }

  private static Map<Long, List<TrialRow.Part>> parts(Handle handle) {
    var byTrial = new HashMap<Long, List<TrialRow.Part>>();
    handle
        .createQuery(
            """
            select trial, min(position) as first, role, model, count(*) as calls,
              sum(uncached) as uncached, sum(write_5m) as write_5m, sum(write_1h) as write_1h,
              sum(read) as read, sum(output) as output,
              coalesce(sum(picodollars), 0) as usd, count(unpriced) as unpriced,
              sum(total_nanos) as nanos
            from call group by trial, role, model
            union all
            select trial, position, role, model, calls, uncached, write_5m, write_1h, read, output,
              coalesce(picodollars, 0), (unpriced is not null) * max(calls, 1), 0
            from sum
            order by trial, first
            """)
        .map((row, _) ->
            Map.entry(
                row.getLong("trial"),
                new TrialRow.Part(
                    Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                    row.getString("model"),
                    row.getInt("calls"),
                    usage(row),
                    new Spent(new Usd(row.getLong("usd")), row.getInt("unpriced")),
                    nanos(row, "nanos"))))
        .forEach(entry ->
            byTrial.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>()).add(entry.getValue()));
    return byTrial;
  }

  static Usage usage(ResultSet row) throws SQLException {
    var counts = new EnumMap<TokenClass, Tokens>(TokenClass.class);
    for (var tokenClass : TokenClass.values()) {
      long count = row.getLong(tokenClass.key());
      if (!row.wasNull()) {
        counts.put(tokenClass, new Tokens(count));
      }
    }
    return new Usage(counts);
  }

  private static Map<Long, TrialRow.Judged> verdicts(Handle handle) {
    var exits = new HashMap<Long, Map<String, Integer>>();
    handle
        .createQuery(
            """
            select v.trial, c.name, c.exit_code from check_result c
            join verdict v on v.id = c.verdict where v.last order by c.verdict, c.position
            """)
        .map((row, _) -> new Named(row.getLong(1), row.getString(2), row.getLong(3)))
        .forEach(named ->
            exits
                .computeIfAbsent(named.trial(), _ -> new LinkedHashMap<>())
                .put(named.name(), Math.toIntExact(named.value())));
    var counts = new HashMap<Long, Map<String, Long>>();
    handle
        .createQuery(
            """
            select v.trial, c.name, c.value from check_count c
            join verdict v on v.id = c.verdict where v.last
            """)
        .map((row, _) -> new Named(row.getLong(1), row.getString(2), row.getLong(3)))
        .forEach(named ->
            counts
                .computeIfAbsent(named.trial(), _ -> new TreeMap<>())
                .put(named.name(), named.value()));
    var rules = new HashMap<Long, List<String>>();
    handle
        .createQuery(
            """
            select distinct v.trial, r.rule, 0 from violation r
            join verdict v on v.id = r.verdict where v.last order by v.trial, r.rule
            """)
        .map((row, _) -> new Named(row.getLong(1), row.getString(2), row.getLong(3)))
        .forEach(named ->
            rules.computeIfAbsent(named.trial(), _ -> new ArrayList<>()).add(named.name()));
    var judged = new HashMap<Long, TrialRow.Judged>();
    exits.forEach((trial, codes) ->
        judged.put(
            trial,
            new TrialRow.Judged(
                codes,
                counts.getOrDefault(trial, Map.of()),
                rules.getOrDefault(trial, List.of()))));
    return judged;
  }

  private record Named(long trial, String name, long value) {}

  private static Duration nanos(ResultSet row, String column) throws SQLException {
    return Duration.ofNanos(row.getLong(column));
  }
}
