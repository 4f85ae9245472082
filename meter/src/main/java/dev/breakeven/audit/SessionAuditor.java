package dev.breakeven.audit;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BillColumns;
import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Delegation;
import dev.breakeven.attribution.Hints;
import dev.breakeven.attribution.Roll;
import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.BillSum;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.DelegatingThreshold;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;

/// Makes the [SessionAudit] of a trace. Safe for use by several threads.
public final class SessionAuditor {
  private final Pricing pricing;
  private final Hints hints;
  private final ZoneId zone;

  /// An auditor whose days are those of UTC.
  ///
  /// @param pricing what calls cost
  /// @param hints what helps to explain cache misses
  public SessionAuditor(Pricing pricing, Hints hints) {
    this(pricing, hints, ZoneOffset.UTC);
  }

  /// An auditor.
  ///
  /// @param pricing what calls cost
  /// @param hints what helps to explain cache misses
  /// @param zone the time zone whose days it sums by
  public SessionAuditor(Pricing pricing, Hints hints, ZoneId zone) {
    this.pricing = pricing;
    this.hints = hints;
    this.zone = zone;
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
    private final Savings savings = new Savings();
    private final Dearest dearest = new Dearest();
    private final Families families;
    private final SessionFindings findings;
    private Instant begun = Instant.MAX;
    private Instant timed = Instant.MAX;
    private Instant ended = Instant.MIN;
    private String model = "unknown";
    private Usd most = new Usd(-1);

    Work(Trace trace) {
      this.trace = trace;
      this.attribution = Attribution.of(trace, pricing, hints);
      this.roll = attribution.roll();
      this.bills = attribution.columns();
      this.id = label("session");
      this.source = label("source");
      this.causes = new Causes(source, trace.agents());
      this.families = new Families(trace.agents());
      this.findings = new SessionFindings(id, source, trace.labels().getOrDefault("file", ""));
      for (View view : View.values()) {
        sums.put(view, new Rows());
      }
    }

    SessionAudit audit() {
      calls();
      blocks();
      Usd total = attribution.bill().total();
      Map<Family, Usd> parts = families.parts(total);
      var rowsOf = new EnumMap<View, Map<String, Bill>>(View.class);
      sums.forEach((view, rows) -> rowsOf.put(view, rows.bills()));
      rowsOf.put(View.CAUSE, causes.rows());
      return new SessionAudit(
          id,
          label("project"),
          source,
          begun,
          trace.calls().size(),
          trace.usage(),
          attribution.bill(),
          rowsOf,
          dearest.blocks(bills, id),
          DelegatingThreshold.of(trace, attribution, pricing.catalog()),
          savings.positive(),
          row(parts.getOrDefault(Family.SUB_AGENTS, Usd.ZERO)),
          parts,
          families.frame(),
          findings.all());
    }

    private SessionRow row(Usd subAgents) {
      var about =
          new SessionRow.About(
              source,
              trace.labels().getOrDefault("version", ""),
              label("project"),
              trace.labels().getOrDefault("title", ""),
              trace.labels().getOrDefault("file", ""),
              model);
      Duration worked = ended.isAfter(timed) ? Duration.between(timed, ended) : Duration.ZERO;
      return new SessionRow(
          id, about, timed, worked, trace.calls().size(), attribution.bill(), subAgents);
    }

    private String label(String name) {
      return trace.labels().getOrDefault(name, "unknown");
    }

    private Rows rows(View view) {
      return Objects.requireNonNull(sums.get(view));
    }

    private BillSum row(View view, String name) {
      return rows(view).row(name);
    }

    private void calls() {
      var misses = new HashMap<String, CacheMiss>();
      for (CacheMiss miss : attribution.misses()) {
        misses.put(miss.call(), miss);
        causes.add(miss);
        findings.miss(miss);
      }
      var delegating = new HashSet<String>();
      for (Delegation delegation : attribution.delegations()) {
        delegating.add(delegation.parent());
      }
      for (int place = 0; place < roll.agents(); place++) {
        Agent agent = roll.agent(place);
        Bill bill = attribution.bill(place);
        days(place, agent.model());
        row(View.PROJECT, label("project")).add(bill);
        row(View.SOURCE, source).add(bill);
        if (roll.callsOf(place).length > 0) {
          row(View.MODEL, agent.model()).add(bill);
        }
        row(View.ROLE, agent.role().key()).add(bill);
        if (bill.total().compareTo(most) > 0) {
          most = bill.total();
          model = agent.model();
        }
        savings.calls(attribution, place, misses);
        findings.calls(attribution, place, misses);
        findings.frame(attribution, place);
        if (!delegating.contains(agent.id())) {
          savings.stretches(attribution, place);
        }
      }
    }

    /// Adds the calls of the agent at `agent` to their days.
    private void days(int agent, String model) {
      var days = new DayRows(rows(View.DAY), rows(View.DAY_MODEL), model, zone);
      for (int place : roll.callsOf(agent)) {
        Call call = roll.call(place);
        Instant start = call.timing().start();
        begun = start.isBefore(begun) ? start : begun;
        if (start.isAfter(Instant.EPOCH)) { // those without a time stand there
          Instant end = call.timing().end();
          timed = start.isBefore(timed) ? start : timed;
          ended = end.isAfter(ended) ? end : ended;
        }
        days.add(call, attribution.quote(place));
      }
    }

    private void blocks() {
      Rows tools = rows(View.TOOL);
      int none = roll.tools();
      var sums = new BillSum[none + 1];
      sums[none] = tools.row("no tool");
      for (int tool = 0; tool < none; tool++) {
        sums[tool] = tools.row(roll.toolName(tool));
      }
      for (int bill = 0; bill < bills.count(); bill++) {
        int tool = bills.tool(bill);
        bills.addTo(sums[tool < 0 ? none : tool], bill);
        Origin origin = bills.origin(bill);
        causes.add(bills, bill, origin);
        families.add(bills, bill, origin);
        savings.block(bills, bill, origin);
        findings.block(bills, bill, origin, tool < 0 ? "" : roll.toolName(tool));
        dearest.add(bills, bill);
      }
    }
  }
}
