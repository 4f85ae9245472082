package dev.breakeven.audit;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BillColumns;
import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Hints;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Makes the [SessionAudit] of a trace. Safe for use by several threads.
public final class SessionAuditor {
  private static final long SECONDS_A_DAY = 86_400;

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
      for (int bill = 0; bill < bills.count(); bill++) {
        block(bill);
      }
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

    private Sum row(View view, String name) {
      return Objects.requireNonNull(sums.get(view)).row(name);
    }

    private void calls() {
      var byAgent = new LinkedHashMap<String, OfAgent>();
      for (Agent agent : trace.agents()) {
        byAgent.put(agent.id(), new OfAgent(agent));
      }
      Sum project = row(View.PROJECT, label("project"));
      Sum tool = row(View.SOURCE, source);
      long day = Long.MIN_VALUE;
      Sum today = new Sum();
      for (int place = 0; place < trace.calls().size(); place++) {
        Call call = trace.calls().get(place);
        Usage usage = call.answer().usage();
        long tokens = Math.addExact(usage.prompt(), usage.count(TokenClass.OUTPUT));
        long money = attribution.costOfCall(place);
        long sent = Math.floorDiv(call.timing().start().getEpochSecond(), SECONDS_A_DAY);
        if (sent != day) {
          day = sent;
          today = row(View.DAY, LocalDate.ofEpochDay(sent).toString());
        }
        today.add(tokens, money);
        project.add(tokens, money);
        tool.add(tokens, money);
        Objects.requireNonNull(byAgent.get(call.agent())).add(call, tokens, money);
      }
      var misses = new HashMap<String, CacheMiss>();
      for (CacheMiss miss : attribution.misses()) {
        misses.put(miss.call(), miss);
        causes.add(miss);
      }
      for (OfAgent agent : byAgent.values()) {
        savings.calls(agent.agent.model(), agent.calls, misses);
        savings.stretches(agent.agent, agent.calls, trace.blocks());
      }
    }

    /// One agent's calls, and the rows that it adds to.
    private final class OfAgent {
      final Agent agent;
      final List<Call> calls = new ArrayList<>();
      private final Sum model;
      private final Sum role;
      private long day = Long.MIN_VALUE;
      private Sum today = new Sum();

      OfAgent(Agent agent) {
        this.agent = agent;
        this.model = row(View.MODEL, agent.model());
        this.role = row(View.ROLE, agent.role().key());
      }

      void add(Call call, long tokens, long money) {
        calls.add(call);
        long sent = Math.floorDiv(call.timing().start().getEpochSecond(), SECONDS_A_DAY);
        if (sent != day) {
          day = sent;
          today = row(View.DAY_MODEL, LocalDate.ofEpochDay(sent) + " " + agent.model());
        }
        today.add(tokens, money);
        model.add(tokens, money);
        role.add(tokens, money);
      }
    }

    private void block(int bill) {
      causes.add(bills, bill);
      String tool = bills.block(bill).tool();
      row(View.TOOL, tool == null ? "no tool" : tool).add(bills.tokens(bill), bills.money(bill));
      savings.block(bills, bill);
      dearest.add(bills, bill);
    }
  }
}
