package dev.breakeven.importer.sweagent;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// What a trajectory says of all its calls together.
///
/// @param stats `tokens_sent` and `tokens_received`
/// @param model the model's id, where it is named for all calls
record TrajectoryTotals(JsonNode stats, String model) {
  private static final long MOST = 1_000_000_000_000L;

  /// `trace` with the totals apportioned to its calls, if none of them has usage of its own.
  Trace apportioned(Trace trace, HealthLog health) {
    Optional<Tokens> sent = total("tokens_sent");
    Optional<Tokens> received = total("tokens_received");
    boolean billed =
        trace.calls().stream().anyMatch(call -> !call.answer().usage().counts().isEmpty());
    if (billed || (sent.isEmpty() && received.isEmpty())) {
      return trace;
    }
    List<Call> calls = trace.calls();
    long[] prompts = prompts(trace);
    long[] answers = answers(trace);
    var shares = new ArrayList<Map<TokenClass, Tokens>>();
    calls.forEach(call -> shares.add(new HashMap<>()));
    sent.ifPresent(total -> share(total, TokenClass.UNCACHED, prompts, shares));
    received.ifPresent(total -> share(total, TokenClass.OUTPUT, answers, shares));
    List<Call> apportioned =
        IntStream.range(0, calls.size())
            .mapToObj(i -> with(calls.get(i), new Usage(shares.get(i))))
            .toList();
    apportioned.forEach(call -> health.count(Count.APPORTIONED));
    return new Trace(trace.labels(), trace.agents(), trace.blocks(), apportioned, trace.outcome());
  }

  private Optional<Tokens> total(String name) {
    JsonNode count = stats.path(name);
    boolean sensible =
        count.isIntegralNumber()
            && count.canConvertToLong()
            && count.longValue() > 0
            && count.longValue() < MOST;
    return sensible ? Optional.of(new Tokens(count.longValue())) : Optional.empty();
  }

  private static void share(
      Tokens total, TokenClass tokenClass, long[] weights, List<Map<TokenClass, Tokens>> shares) {
    Tokens[] parts = total.allocate(weights);
    for (int i = 0; i < parts.length; i++) {
      shares.get(i).put(tokenClass, parts[i]);
    }
  }

  private static Call with(Call call, Usage usage) {
    Call.Answer answer = call.answer();
    return new Call(
        call.id(),
        call.agent(),
        call.turn(),
        call.prompt(),
        new Call.Answer(
            answer.blocks(),
            answer.stop(),
            usage,
            Known.ESTIMATED,
            answer.recorded(),
            answer.bought()),
        call.timing());
  }

  /// The length of each call's prompt in characters, and one more, so that none weighs nothing.
  private static long[] prompts(Trace trace) {
    Map<Integer, Long> lengths = lengths(trace);
    var context = new HashMap<String, List<Integer>>();
    return trace.calls().stream()
        .mapToLong(call -> {
          List<Integer> prompt = context.computeIfAbsent(call.agent(), key -> new ArrayList<>());
          prompt.subList(call.prompt().kept(), prompt.size()).clear();
          prompt.addAll(call.prompt().added());
          return 1 + sum(prompt, lengths);
        })
        .toArray();
  }

  private static long[] answers(Trace trace) {
    Map<Integer, Long> lengths = lengths(trace);
    return trace.calls().stream()
        .mapToLong(call -> 1 + sum(call.answer().blocks(), lengths))
        .toArray();
  }

  private static long sum(List<Integer> blocks, Map<Integer, Long> lengths) {
    return blocks.stream().mapToLong(id -> lengths.getOrDefault(id, 0L)).sum();
  }

  private static Map<Integer, Long> lengths(Trace trace) {
    var lengths = new HashMap<Integer, Long>();
    for (Block block : trace.blocks()) {
      lengths.put(block.id(), block.text() == null ? 0L : block.text().length());
    }
    return lengths;
  }
}
