package dev.breakeven.trace;

import java.util.List;
import java.util.Map;

/// What happened in one trial or session: who took part, what passed between them, and every call.
///
/// @param labels what the trace belongs to: study, arm, task, trial, source and the like
/// @param agents who took part, in order of appearance
/// @param blocks the pieces of content, by ascending id
/// @param calls the calls in the order they were sent
/// @param outcome how it ended, as words by name: `ending`, `verdict`; empty while it runs
public record Trace(
    Map<String, String> labels,
    List<Agent> agents,
    List<Block> blocks,
    List<Call> calls,
    Map<String, String> outcome) {
  /// Takes immutable copies.
  public Trace {
    labels = Map.copyOf(labels);
    agents = List.copyOf(agents);
    blocks = List.copyOf(blocks);
    calls = List.copyOf(calls);
    outcome = Map.copyOf(outcome);
  }

  /// The sum of all calls' usage.
  public Usage usage() {
    var sum = new UsageSum();
    for (Call call : calls) {
      sum.add(call.answer().usage());
    }
    return sum.usage();
  }
}
