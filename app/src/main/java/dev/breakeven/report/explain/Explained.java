package dev.breakeven.report.explain;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.Hints;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.whatif.DelegatingThreshold;
import java.util.Optional;

/// A trace and its bill, split.
///
/// @param name what to call it: `C-T1-1`
/// @param trace what happened
/// @param attribution its bill, by block
/// @param threshold from where on its delegations have paid
/// @param measured what its arm costs more than working alone, in a sentence; empty where no arm
///   that works alone was run
public record Explained(
    String name,
    Trace trace,
    Attribution attribution,
    DelegatingThreshold threshold,
    Optional<String> measured) {
  /// `trace` at the prices of `pricing`.
  ///
  /// @param hints what helps to explain cache misses
  public static Explained of(
      String name, Trace trace, Pricing pricing, Hints hints, Optional<String> measured) {
    var attribution = Attribution.of(trace, pricing, hints);
    return new Explained(
        name,
        trace,
        attribution,
        DelegatingThreshold.of(trace, attribution, pricing.catalog()),
        measured);
  }

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
