package dev.breakeven.audit;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BillColumns;
import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Delegation;
import dev.breakeven.attribution.Hints;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final BillColumns bills;
    private final String id;
    private final String source;
    private final Map<View, Rows> sums = new EnumMap<>(View.class);
    private final Causes causes;
    private final Savings savings = new Savings(pricing);
    private final Dearest dearest = new Dearest();

    Work(Trace trace) {
      this.trace = trace;
      this.attribution = Attribution.of(trace, pricing, hints);
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
          begun(),
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

    private Instant begun() {
      Instant first = Instant.MAX;
      for (Call call : trace.calls()) {
        Instant start = call.timing().start();
        first = start.isBefore(first) ? start : first;
      }
      return first;
    }

    private Rows rows(View view) {
      return Objects.requireNonNull(sums.get(view));
    }

    private Sum row(View view, String name) {
      return rows(view).row(name);
    }

    private void calls() {
      var byAgent = new LinkedHashMap<String, OfAgent>();
      for (Agent agent : trace.agents()) {
        byAgent.put(agent.id(), new OfAgent(agent));
      }
      var days = new DayRows(rows(View.DAY), "");
      OfAgent asking = null;
      for (int place = 0; place < trace.calls().size(); place++) {
        Call call = trace.calls().get(place);
        Usage usage = call.answer().usage();
        long tokens = Math.addExact(usage.prompt(), Math.max(0, usage.output()));
        long money = attribution.costOfCall(place);
        days.at(call.timing().start()).add(tokens, money);
        if (asking == null || !asking.agent.id().equals(call.agent())) {
          asking = Objects.requireNonNull(byAgent.get(call.agent()));
        }
        asking.add(call, tokens, money);
      }
      var misses = new HashMap<String, CacheMiss>();
      for (CacheMiss miss : attribution.misses()) {
        misses.put(miss.call(), miss);
        causes.add(miss);
      }
      var delegating = new HashSet<String>();
      for (Delegation delegation : attribution.delegations()) {
        delegating.add(delegation.parent());
      }
      for (OfAgent agent : byAgent.values()) {
        row(View.PROJECT, label("project")).add(agent.sum);
        row(View.SOURCE, source).add(agent.sum);
        row(View.MODEL, agent.agent.model()).add(agent.sum);
        row(View.ROLE, agent.agent.role().key()).add(agent.sum);
        savings.calls(agent.agent.model(), agent.calls, misses);
        if (!delegating.contains(agent.agent.id())) {
          savings.stretches(agent.agent, agent.calls, trace.blocks());
        }
      }
    }

    /// One agent's calls, and what they cost: in all, and day by day.
    private final class OfAgent {
      final Agent agent;
      final List<Call> calls = new ArrayList<>();
      final Sum sum = new Sum();
      private final DayRows days;

      OfAgent(Agent agent) {
        this.agent = agent;
        this.days = new DayRows(rows(View.DAY_MODEL), " " + agent.model());
      }

      void add(Call call, long tokens, long money) {
        calls.add(call);
        days.at(call.timing().start()).add(tokens, money);
        sum.add(tokens, money);
      }
    }

    private void blocks() {
      Rows tools = rows(View.TOOL);
      Sum none = tools.row("no tool");
      for (int bill = 0; bill < bills.count(); bill++) {
        Block block = bills.block(bill);
        String tool = block.tool();
        Sum row = tool == null ? none : tools.row(tool);
        row.add(bills.tokens(bill), bills.money(bill));
        causes.add(bills, bill, block.origin());
        savings.block(bills, bill, block.origin());
        dearest.add(bills, bill);
      }
    }
  }
}
