package dev.breakeven.whatif;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Cost;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The calls of a recorded session, sent through the cache model again under another rule:
/// contents, answers and times are as recorded, so what a rule would change in how agents behave is
/// not in it.
///
/// Agents whose vendor's cache the catalog does not describe in full, and calls without a price,
/// are left out of both sides of every comparison, and counted.
public final class Replay {
  private static final String VENDOR = "anthropic";

  private final Pricing pricing;
  private final CacheRules rules;
  private final List<Ready> calls = new ArrayList<>();
  private Usd billed = Usd.ZERO;
  private long priced;
  private long leftOut;

  /// A call that can be sent again.
  ///
  /// @param priced whether what it was billed is known; if not, only its prompt counts
  private record Ready(SentCall sent, Agent agent, boolean priced) {}

  /// What a replay came to.
  ///
  /// @param usd what the calls would have cost
  /// @param unpriced how many calls have no price under the rule; the amount says nothing then
  public record Outcome(Usd usd, long unpriced) {}

  private Replay(Pricing pricing, CacheRules rules) {
    this.pricing = pricing;
    this.rules = rules;
  }

  /// The calls of `trace`, ready to be replayed.
  ///
  /// @param attribution the trace's
  /// @param pricing what calls cost
  /// @param catalog whose cache rules count
  public static Replay of(Trace trace, Attribution attribution, Pricing pricing, Catalog catalog) {
    var agents = new HashMap<String, Agent>();
    var strange = new HashSet<String>();
    CacheRules rules = CacheRules.of(catalog, VENDOR);
    for (Agent agent : trace.agents()) {
      agents.put(agent.id(), agent);
      rules = withMinimum(rules, agent.model());
      if (catalog.rates(agent.model()).stream()
          .noneMatch(rate -> rate.traits().vendor().equals(VENDOR))) {
        strange.add(agent.id());
      }
    }
    var replay = new Replay(pricing, rules);
    for (SentCall sent : Recording.of(trace, attribution, rules)) {
      Agent agent = agents.get(sent.call().agent());
      if (agent == null || strange.contains(agent.id())) {
        replay.leftOut++;
      } else {
        replay.add(sent, agent);
      }
    }
    return replay;
  }

  private static CacheRules withMinimum(CacheRules rules, String model) {
    return rules.minimums().containsKey(model) ? rules : rules.withMinimum(model, 0);
  }

  private void add(SentCall sent, Agent agent) {
    switch (pricing.cost(agent.model(), sent.call())) {
      case Cost.Priced cost -> {
        billed = billed.plus(cost.total());
        priced++;
        calls.add(new Ready(sent, agent, true));
      }
      case Cost.Unpriced _ -> {
        leftOut++;
        calls.add(new Ready(sent, agent, false));
      }
    }
  }

  /// What the calls that can be replayed were billed.
  public Usd billed() {
    return billed;
  }

  /// How many these are.
  public long calls() {
    return priced;
  }

  /// How many calls cannot be replayed.
  public long leftOut() {
    return leftOut;
  }

  /// What they come to under `rule`.
  ///
  /// @throws ArithmeticException if the sum is out of the range of [Usd]
  public Outcome under(Rule rule) {
    var agents = new HashMap<String, ReplayedAgent>();
    var sum = new Sum(pricing);
    for (Ready call : calls) {
      Agent agent = call.agent();
      var replayed =
          agents.computeIfAbsent(
              agent.id(),
              _ -> {
                String model =
                    rule instanceof Rule.OtherModel(String other) ? other : agent.model();
                return new ReplayedAgent(model, agent, rule, withMinimum(rules, model));
              });
      List<Usage> usages = replayed.send(call.sent());
      if (call.priced()) {
        sum.add(replayed.model(), call.sent().call(), usages);
      }
    }
    for (ReplayedAgent agent : agents.values()) {
      sum.add(agent.model(), agent.lastCall(), agent.end());
    }
    return new Outcome(sum.usd, sum.unpriced);
  }

  /// What usages cost, added up.
  private static final class Sum {
    private final Pricing pricing;
    private Usd usd = Usd.ZERO;
    private long unpriced;

    Sum(Pricing pricing) {
      this.pricing = pricing;
    }

    /// Adds usages at the prices of `call`, bought as it was.
    void add(String model, @Nullable Call call, List<Usage> usages) {
      if (call == null) {
        return; // no call was made, so nothing followed it
      }
      Call.Answer answer = call.answer();
      for (Usage usage : usages) {
        var other =
            new Call(
                call.id(),
                call.agent(),
                call.turn(),
                call.prompt(),
                new Call.Answer(
                    answer.blocks(), answer.stop(), usage, answer.known(), null, answer.bought()),
                call.timing());
        switch (pricing.cost(model, other)) {
          case Cost.Priced cost -> usd = usd.plus(cost.total());
          case Cost.Unpriced _ -> unpriced++;
        }
      }
    }
  }
}
