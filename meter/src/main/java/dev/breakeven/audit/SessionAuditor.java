package dev.breakeven.audit;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BlockBill;
import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Hints;
import dev.breakeven.attribution.Loss;
import dev.breakeven.pricing.Cost;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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
    private final Map<View, Map<String, Amount>> sums = new EnumMap<>(View.class);
    private final Savings savings = new Savings(pricing);
    private final List<BlockBill> dearest = new ArrayList<>();

    Work(Trace trace) {
      this.trace = trace;
      this.attribution = Attribution.of(trace, pricing, hints);
    }

    SessionAudit audit() {
      var usage = new EnumMap<TokenClass, Long>(TokenClass.class);
      calls(usage);
      attribution.bills().forEach(this::block);
      savings.delegations(attribution);
      String id = label("session");
      return new SessionAudit(
          id,
          label("project"),
          label("source"),
          trace.calls().stream()
              .map(call -> call.timing().start())
              .min(Instant::compareTo)
              .orElse(Instant.MAX),
          trace.calls().size(),
          usage,
          attribution.bill(),
          sums,
          dearest.stream().map(bill -> dear(id, bill)).toList(),
          attribution.delegations().size(),
          attribution.balance(),
          savings.positive());
    }

    private String label(String name) {
      return trace.labels().getOrDefault(name, "unknown");
    }

    private void add(View view, String key, Amount amount) {
      if (amount.tokens() != 0 || amount.cost().picodollars() != 0) {
        sums.computeIfAbsent(view, _ -> new TreeMap<>()).merge(key, amount, Amount::plus);
      }
    }

    private void calls(Map<TokenClass, Long> usage) {
      var agents = new HashMap<String, Agent>();
      trace.agents().forEach(agent -> agents.put(agent.id(), agent));
      var byAgent = new LinkedHashMap<String, List<Call>>();
      for (Call call : trace.calls()) {
        Agent agent = Objects.requireNonNull(agents.get(call.agent()));
        byAgent.computeIfAbsent(agent.id(), key -> new ArrayList<>()).add(call);
        Amount amount = amount(call.answer().usage(), pricing.cost(agent.model(), call));
        LocalDate day = LocalDate.ofInstant(call.timing().start(), ZoneOffset.UTC);
        add(View.DAY, day.toString(), amount);
        add(View.DAY_MODEL, day + " " + agent.model(), amount);
        add(View.MODEL, agent.model(), amount);
        add(View.ROLE, agent.role().key(), amount);
        add(View.PROJECT, label("project"), amount);
        add(View.SOURCE, label("source"), amount);
        for (TokenClass tokenClass : TokenClass.values()) {
          usage.merge(tokenClass, call.answer().usage().count(tokenClass), Math::addExact);
        }
      }
      var misses = new HashMap<String, CacheMiss>();
      for (CacheMiss miss : attribution.misses()) {
        misses.put(miss.call(), miss);
        add(View.CAUSE, cause(miss), new Amount(0, miss.extra()));
      }
      byAgent.forEach((id, calls) ->
          savings.calls(Objects.requireNonNull(agents.get(id)).model(), calls, misses));
    }

    private void block(BlockBill bill) {
      Causes.split(bill, label("source"), (cause, amount) -> add(View.CAUSE, cause, amount));
      String tool = bill.block().tool();
      add(View.TOOL, tool == null ? "no tool" : tool, total(bill));
      savings.block(bill);
      int place = dearest.size();
      Usd cost = bill.charge().total();
      while (place > 0 && dearest.get(place - 1).charge().total().compareTo(cost) < 0) {
        place--;
      }
      if (place < Period.DEAREST) {
        dearest.add(place, bill);
        if (dearest.size() > Period.DEAREST) {
          dearest.removeLast();
        }
      }
    }
  }

  private static Amount total(BlockBill bill) {
    long tokens = bill.charge().tokens().values().stream().mapToLong(Long::longValue).sum();
    return new Amount(tokens, bill.charge().total());
  }

  private static Amount amount(Usage usage, Cost cost) {
    long tokens = Math.addExact(usage.prompt(), usage.count(TokenClass.OUTPUT));
    return new Amount(tokens, cost instanceof Cost.Priced priced ? priced.total() : Usd.ZERO);
  }

  private static String cause(CacheMiss miss) {
    return miss.reason() == Loss.EXPIRED
        ? "re-writes after expiry, gap " + range(miss.gap())
        : "re-writes, " + miss.reason().key().replace('_', ' ');
  }

  private static String range(Duration gap) {
    long minutes = gap.toMinutes();
    return minutes < 60 ? "5–60 min" : minutes < 24 * 60 ? "1–24 h" : "over a day";
  }

  private static DearBlock dear(String session, BlockBill bill) {
    String tool = bill.block().tool();
    String origin = bill.block().origin().key();
    return new DearBlock(
        session,
        bill.life().first(),
        tool == null ? origin : origin + " " + tool,
        bill.size().tokens(),
        bill.life().calls(),
        bill.life().reads(),
        bill.life().lost().times().values().stream().mapToLong(Integer::longValue).sum(),
        bill.charge().total());
  }
}
