package dev.breakeven.audit;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BillColumns;
import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Delegation;
import dev.breakeven.attribution.Hints;
import dev.breakeven.attribution.Roll;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;

/// Makes the [SessionAudit] of a trace. Safe for use by several threads.
public final class SessionAuditor {
  private final Pricing pricing;
  private final Hints hints;

  /// An auditor.
  ///
  /// @param pricing what calls cost
  /// @param hints what helps to explain cache misses
  public SessionAuditor(Pricing pricing, Hints hints) {
    this.pricing = pricing;
    this.hints = hints;
  }

  /// What is kept of `trace`.
  public SessionAudit audit(Trace trace) {
    return new Work(trace).audit();
  }

  private final class Work {
    private final Trace trace;
    private final Attribution attribution;
    private final Roll roll;
    private final BillColumns bills;
    private final String id;
    private final String source;
    private final Map<View, Rows> sums = new EnumMap<>(View.class);
    private final Causes causes;
    private final Savings savings = new Savings(pricing);
    private final Dearest dearest = new Dearest();
    private Instant begun = Instant.MAX;

    Work(Trace trace) {
      this.trace = trace;
      this.attribution = Attribution.of(trace, pricing, hints);
      this.roll = attribution.roll();
      this.bills = attribution.columns();
      this.id = label("session");
      this.source = label("source");
      this.causes = new Causes(source, trace.agents());
      for (View view : View.values()) {
        sums.put(view, new Rows());
      }
    }

    SessionAudit audit() {
      calls();
      blocks();
      savings.delegations(attribution);
      var amounts = new EnumMap<View, Map<String, Amount>>(View.class);
      sums.forEach((view, rows) -> amounts.put(view, rows.amounts()));
      amounts.put(View.CAUSE, causes.rows());
      return new SessionAudit(
          id,
          label("project"),
          source,
          begun,
          trace.calls().size(),
          trace.usage(),
          attribution.bill(),
          amounts,
          dearest.blocks(bills, id),
          attribution.delegations().size(),
          attribution.balance(),
          savings.positive());
    }

    private String label(String name) {
      return trace.labels().getOrDefault(name, "unknown");
    }

    private Rows rows(View view) {
      return Objects.requireNonNull(sums.get(view));
    }

    private Sum row(View view, String name) {
      return rows(view).row(name);
    }

    private void calls() {
      var misses = new HashMap<String, CacheMiss>();
      for (CacheMiss miss : attribution.misses()) {
        misses.put(miss.call(), miss);
        causes.add(miss);
      }
      var delegating = new HashSet<String>();
      for (Delegation delegation : attribution.delegations()) {
        delegating.add(delegation.parent());
      }
      for (int place = 0; place < roll.agents(); place++) {
        Agent agent = roll.agent(place);
        Sum sum = calls(place, agent.model());
        row(View.PROJECT, label("project")).add(sum);
        row(View.SOURCE, source).add(sum);
        row(View.MODEL, agent.model()).add(sum);
        row(View.ROLE, agent.role().key()).add(sum);
        savings.calls(roll, place, misses);
        if (!delegating.contains(agent.id())) {
          savings.stretches(roll, place);
        }
      }
    }

    /// What the calls of the agent at `agent` cost, in all; it goes to their days too.
    private Sum calls(int agent, String model) {
      long allTokens = 0;
      long allMoney = 0;
      var days = new DayRows(rows(View.DAY), rows(View.DAY_MODEL), model);
      for (int place : roll.callsOf(agent)) {
        Call call = roll.call(place);
        Usage usage = call.answer().usage();
        long tokens = Math.addExact(usage.prompt(), Math.max(0, usage.output()));
        long money = attribution.costOfCall(place);
        Instant start = call.timing().start();
        begun = start.isBefore(begun) ? start : begun;
        days.add(start, tokens, money);
        allTokens = Math.addExact(allTokens, tokens);
        allMoney = Math.addExact(allMoney, money);
      }
      var sum = new Sum();
      sum.add(allTokens, allMoney);
      return sum;
    }

    private void blocks() {
      Rows tools = rows(View.TOOL);
      int none = roll.tools();
      var tokens = new long[none + 1];
      var money = new long[none + 1];
      for (int bill = 0; bill < bills.count(); bill++) {
        int tool = bills.tool(bill);
        tool = tool < 0 ? none : tool;
        tokens[tool] = Math.addExact(tokens[tool], bills.tokens(bill));
        money[tool] = Math.addExact(money[tool], bills.money(bill));
        Origin origin = bills.origin(bill);
        causes.add(bills, bill, origin);
        savings.block(bills, bill, origin);
        dearest.add(bills, bill);
      }
      tools.row("no tool").add(tokens[none], money[none]);
      for (int tool = 0; tool < none; tool++) {
        tools.row(roll.toolName(tool)).add(tokens[tool], money[tool]);
      }
    }
  }
}
