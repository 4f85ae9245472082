package dev.breakeven.report.audit;

import dev.breakeven.audit.Advice;
import dev.breakeven.audit.Amount;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.View;
import dev.breakeven.importer.Health;
import dev.breakeven.trace.TokenClass;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The audit of a period for programs. Amounts of money are exact decimal numbers as text.
public final class AuditData {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Period period;
  private final Health health;

  /// The data of `period`, and how well its logs could be read.
  public AuditData(Period period, Health health) {
    this.period = period;
    this.health = health;
  }

  /// One JSON object.
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("sessions", period.sessions());
    root.put("calls", period.calls());
    root.put("usd", period.bill().total().toString());
    ObjectNode tokens = root.putObject("tokens");
    for (TokenClass tokenClass : TokenClass.values()) {
      tokens.put(tokenClass.key(), period.tokens(tokenClass));
    }
    ObjectNode unpriced = root.putObject("unpriced_calls");
    new TreeMap<>(period.bill().unpriced()).forEach(unpriced::put);
    root.putArray("split_by_estimated_sizes").add(View.CAUSE.key()).add(View.TOOL.key());
    for (View view : View.values()) {
      var rows = root.putArray(view.key());
      period
          .by(view)
          .forEach((name, amount) ->
              rows.addObject()
                  .put("name", name)
                  .put("tokens", amount.tokens())
                  .put("usd", amount.cost().toString()));
    }
    var dearest = root.putArray("dearest");
    for (var block : period.dearest()) {
      dearest
          .addObject()
          .put("session", block.session())
          .put("first", block.first())
          .put("block", block.what())
          .put("tokens_estimated", block.tokens())
          .put("prompts", block.calls())
          .put("reads", block.reads())
          .put("losses", block.losses())
          .put("usd", block.cost().toString());
    }
    var delegating = root.putArray("delegating");
    for (var session : period.delegating()) {
      delegating
          .addObject()
          .put("session", session.session())
          .put("delegations", session.delegations())
          .put("usd", session.cost().toString())
          .put("saved_usd_computed_behaviour_held_constant", session.balance().toString());
    }
    ObjectNode savings = root.putObject("savings_usd_computed_behaviour_held_constant");
    period.savings().forEach((advice, usd) -> savings.put(key(advice), usd.toString()));
    read(root.putObject("read"));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private void read(ObjectNode read) {
    health.ordered().forEach((count, times) -> read.put(key(count), times));
    ObjectNode unknown = read.putObject("unknown_kinds");
    health.unknown().forEach(unknown::put);
    var broken = read.putArray("broken_lines");
    health.broken().forEach(broken::add);
  }

  private static String key(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  /// One row for each row of each view: `view,name,tokens,usd`.
  public String csv() {
    var text = new StringBuilder("view,name,tokens,usd\n");
    for (View view : View.values()) {
      for (Map.Entry<String, Amount> row : period.by(view).entrySet()) {
        text.append(view.key())
            .append(",\"" + row.getKey().replace("\"", "\"\"") + "\",")
            .append(row.getValue().tokens() + "," + row.getValue().cost() + "\n");
      }
    }
    for (Map.Entry<Advice, ?> saving : period.savings().entrySet()) {
      text.append("saving," + key(saving.getKey()) + ",," + saving.getValue() + "\n");
    }
    return text.toString();
  }
}
