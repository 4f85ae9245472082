package dev.breakeven.cache;

import dev.breakeven.cache.CallPrediction.Difference;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Predicts what each call of a recorded trace reads from the cache, given the sizes and times of
/// the record, and compares it with what was billed: the test of the cache model.
///
/// Every call is sent through a [PromptCache]. Of the call itself the prediction knows when it was
/// sent, how many tokens of its prompt can be cached, whose it is, and which blocks the trace shows
/// as kept; it does not know how they fell into read and written. Before the next call the model is
/// told what was really read, so an error does not carry on. docs/method-prediction.md tells the
/// rules and the rates.
public final class Prediction {
  private static final String SCOPE = "workspace";

  private final Trace trace;
  private final PromptCache cache;
  private final Map<String, Agent> agents = new HashMap<>();
  private final Map<String, Prefix> prefixes = new HashMap<>();
  private final Map<String, Prefix> siblings = new HashMap<>();
  private final Set<Integer> thinking = new HashSet<>();
  private long lastKey;

  private Prediction(Trace trace, CacheRules rules) {
    this.trace = trace;
    CacheRules all = rules;
    for (Agent agent : trace.agents()) {
      agents.put(agent.id(), agent);
      if (!rules.minimums().containsKey(agent.model())) {
        all = all.withMinimum(agent.model(), 0);
      }
    }
    trace.blocks().stream()
        .filter(block -> block.origin() == Origin.THINKING)
        .forEach(block -> thinking.add(block.id()));
    this.cache = new PromptCache(all);
  }

  /// A forecast for each call of `trace` whose usage was reported, in the order they were sent.
  ///
  /// @param rules the provider's; a model without an established minimum is taken to have none
  public static List<CallPrediction> of(Trace trace, CacheRules rules) {
    return new Prediction(trace, rules).all();
  }

  private List<CallPrediction> all() {
    var forecasts = new ArrayList<CallPrediction>();
    for (Call call : trace.calls()) {
      if (call.answer().usage().prompt() > 0) {
        forecasts.add(forecast(call));
      }
    }
    return forecasts;
  }

  private CallPrediction forecast(Call call) {
    Usage usage = call.answer().usage();
    long read = usage.count(TokenClass.READ);
    Prefix prefix = prefixes.computeIfAbsent(call.agent(), key -> new Prefix(this::nextKey));
    boolean first = prefix.isNew();
    if (first) {
      begin(prefix, call);
    }
    Duration gap = prefix.next(call, thinking);
    if (prefix.shared()) {
      send(call, prefix.headRequest(), Duration.ZERO);
    }
    Duration usable = call.timing().first();
    long predicted = send(call, prefix.request(), usable);
    Difference difference = prefix.difference(predicted, read, gap, first);
    if (predicted != read) {
      prefix.correct(read);
      send(call, prefix.request(), usable);
    }
    prefix.settle(read, gap, first);
    return new CallPrediction(call.id(), predicted, read, usage.prompt(), gap, difference);
  }

  /// Begins the prefix of a new agent with what it shares with an earlier one: its parent's blocks,
  /// or the head of the last executor with the same model.
  private void begin(Prefix prefix, Call call) {
    Agent agent = agent(call);
    Prefix parent = agent.parent() == null ? null : prefixes.get(agent.parent());
    if (parent != null) {
      prefix.join(parent, call.prompt().added());
    }
    if (agent.role() == Role.EXECUTOR) {
      Prefix sibling = siblings.put(agent.model(), prefix);
      if (sibling != null) {
        prefix.resemble(sibling, call.answer().usage().prompt());
      }
    }
  }

  private long nextKey() {
    lastKey++;
    return lastKey;
  }

  private Agent agent(Call call) {
    Agent agent = agents.get(call.agent());
    if (agent == null) {
      throw new IllegalArgumentException(
          "expected an agent of the trace in call " + call.id() + ", got " + call.agent());
    }
    return agent;
  }

  private long send(Call call, Prefix.Request request, Duration usable) {
    if (request.segments().isEmpty()) {
      return 0;
    }
    Instant start = call.timing().start();
    var asked =
        new CacheRequest(
            agent(call).model(),
            SCOPE,
            request.segments(),
            request.breakpoints(),
            start,
            start.plus(usable));
    return cache.send(asked).read();
  }
}
