package dev.breakeven.whatif;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.Hints;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.cache.EntryLife;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Trace;
import dev.breakeven.whatif.SessionWhatIf.Delegated;
import dev.breakeven.whatif.SessionWhatIf.Looked;
import dev.breakeven.whatif.SessionWhatIf.Replayed;
import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Situation.Handover;
import dev.breakeven.whatif.Situation.Parent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks recorded sessions what would have cost less: their calls under other rules (replayed),
/// their stretches of looking done by an executor, and their delegations undone (modelled). Safe
/// for use by several threads.
public final class WhatIf {
  /// The rules that are asked for if no others are: those that can be set or told to an agent.
  public static final List<Rule> RULES =
      List.of(
          new Rule.Life(EntryLife.ONE_HOUR),
          new Rule.Life(EntryLife.FIVE_MINUTES),
          new Rule.KeepAlive(6),
          new Rule.ResultCap(5_000),
          new Rule.ReportCap(1_000),
          new Rule.Mask(5, 10),
          new Rule.Compact(100_000, 5_000));

  private final Catalog catalog;
  private final Pricing pricing;
  private final Hints hints;
  private final List<Rule> rules;
  private final Executor executor;
  private final Handover handover;

  /// Questions to sessions.
  ///
  /// @param catalog what is known of models
  /// @param rules the rules to replay
  /// @param executor who would do what an agent looked for itself
  /// @param handover what would pass between the two
  public WhatIf(Catalog catalog, List<Rule> rules, Executor executor, Handover handover) {
    this.catalog = catalog;
    this.pricing = Pricing.of(catalog);
    this.hints = new Hints(CacheRules.of(catalog, "anthropic"), Map.of());
    this.rules = List.copyOf(rules);
    this.executor = executor;
    this.handover = handover;
  }

  /// What `trace` answers.
  ///
  /// @throws ArithmeticException if a sum is out of range
  public SessionWhatIf ask(Trace trace) {
    var attribution = Attribution.of(trace, pricing, hints);
    return new SessionWhatIf(
        trace.labels().getOrDefault("session", "unknown"),
        replayed(trace, attribution),
        looked(trace),
        Delegated.of(trace, attribution, catalog));
  }

  private Replayed replayed(Trace trace, Attribution attribution) {
    var replay = Replay.of(trace, attribution, pricing, catalog);
    var outcomes = new LinkedHashMap<Rule, Replay.Outcome>();
    var asRecorded = new Rule.AsRecorded();
    outcomes.put(asRecorded, replay.under(asRecorded));
    for (Rule rule : rules) {
      outcomes.put(rule, replay.under(rule));
    }
    return new Replayed(replay.calls(), replay.leftOut(), replay.billed(), outcomes);
  }

  /// The stretches, in order: one that pays leaves the context of those after it that much smaller,
  /// until the prompt shrinks.
  private List<Looked> looked(Trace trace) {
    var looked = new ArrayList<Looked>();
    var gone = new HashMap<String, Long>();
    var before = new HashMap<String, Long>();
    for (LookingStretch stretch : LookingStretch.of(trace)) {
      String agent = stretch.agent().id();
      if (stretch.context() < before.getOrDefault(agent, 0L)) {
        gone.remove(agent);
      }
      before.put(agent, stretch.context() + stretch.stretch().growth());
      long context = Math.max(1, stretch.context() - gone.getOrDefault(agent, 0L));
      Optional<BreakEven> point =
          PricedModel.of(catalog, stretch.agent(), stretch.first())
              .map(model ->
                  BreakEven.of(
                      new Situation(
                          new Parent(model, context, stretch.callsLeft()),
                          stretch.stretch(),
                          handover,
                          executor)));
      if (point.isPresent() && point.get().gain().picodollars() > 0) {
        long taken = stretch.stretch().growth() - handover.instruction() - handover.report();
        gone.merge(agent, Math.max(0, taken), Long::sum);
      }
      looked.add(new Looked(stretch, point));
    }
    return looked;
  }
}
