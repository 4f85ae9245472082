package dev.breakeven.report.explain;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;

/// A trace and its bill, split.
///
/// @param name what to call it: `C-T1-1`
/// @param trace what happened
/// @param attribution its bill, by block
public record Explained(String name, Trace trace, Attribution attribution) {
  /// Calls of agents that are no executors.
  long turns() {
    return attribution.turns();
  }

  /// Calls of executors.
  long executorCalls() {
    return trace.calls().size() - turns();
  }

  /// How the usage of its calls is known, as a word: `rehearsed`; several if they differ.
  String known() {
    var words =
        trace.calls().stream()
            .map(call -> call.answer().known())
            .distinct()
            .sorted()
            .map(known -> known.key().replace('_', ' '))
            .toList();
    return words.isEmpty() ? "empty" : String.join(" and ", words);
  }

  /// Whether any agent delegated.
  boolean delegates() {
    return trace.agents().stream().anyMatch(agent -> agent.role() == Role.EXECUTOR);
  }
}
