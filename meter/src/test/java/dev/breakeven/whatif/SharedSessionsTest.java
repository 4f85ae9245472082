package dev.breakeven.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.claudecode.ClaudeCode;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.SessionWhatIf.Looked;
import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Situation.Handover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The formula's first course and the replay, on recorded sessions where they are at hand.
class SharedSessionsTest {
  private static final Path SESSIONS = Path.of("../../shared/data/traces/claude-code");

  private static List<Trace> sessions() throws IOException {
    assumeTrue(Files.isDirectory(SESSIONS), "no recorded sessions at hand");
    List<Input> inputs;
    try (var files = Files.walk(SESSIONS)) {
      inputs =
          files
              .filter(Files::isRegularFile)
              .sorted()
              .map(file ->
                  new Input(SESSIONS.relativize(file).toString(), () -> Files.newInputStream(file)))
              .toList();
    }
    var traces = new ArrayList<Trace>();
    new ClaudeCode(Contents.KEPT).read(inputs, traces::add);
    return traces.stream().filter(trace -> !trace.calls().isEmpty()).toList();
  }

  @Test
  void theRecordReplayedComesNearWhatWasBilled() throws IOException {
    var catalog = Catalog.bundled();
    var pricing = Pricing.of(catalog);
    for (Trace trace : sessions()) {
      var replay = Replay.of(trace, Attribution.of(trace, pricing), pricing, catalog);
      double share =
          (double) replay.under(new Rule.AsRecorded()).usd().picodollars()
              / replay.billed().picodollars();
      assertThat(share).as("%s", trace.labels()).isBetween(0.95, 1.05);
    }
  }

  @Test
  void stretchesThatNothingDisturbedCostWhatTheFormulaSays() throws IOException {
    var catalog = Catalog.bundled();
    var pricing = Pricing.of(catalog);
    var whatIf =
        new WhatIf(
            catalog,
            List.of(),
            new Executor.Given(Usd.DOLLAR.times(99_999)),
            new Handover(0, 0, 1, List.of()));
    int compared = 0;
    int near = 0;
    for (Trace trace : sessions()) {
      var attribution = Attribution.of(trace, pricing);
      var replay = Replay.of(trace, attribution, pricing, catalog);
      Usd all = replay.under(new Rule.AsRecorded()).usd();
      var missed = new HashSet<String>();
      attribution.misses().stream().map(CacheMiss::call).forEach(missed::add);
      Map<String, List<Call>> calls = new HashMap<>();
      trace
          .calls()
          .forEach(call -> calls.computeIfAbsent(call.agent(), _ -> new ArrayList<>()).add(call));
      for (Looked looked : whatIf.ask(trace).looked()) {
        LookingStretch stretch = looked.stretch();
        List<Call> own = calls.getOrDefault(stretch.agent().id(), List.of());
        int from = stretch.first().turn();
        int to = from + (int) stretch.stretch().calls();
        int last = to + (int) stretch.callsLeft();
        boolean disturbed =
            own.stream()
                .filter(call -> call.turn() >= from && call.turn() <= last)
                .anyMatch(call -> missed.contains(call.id()));
        if (disturbed || from == 1 || looked.point().isEmpty()) {
          continue;
        }
        Usd without = replay.under(new Rule.Without(stretch.agent().id(), from, to)).usd();
        double ratio =
            (double) looked.point().get().aloneTotal().picodollars()
                / all.minus(without).picodollars();
        compared++;
        near += Math.abs(ratio - 1) <= 0.02 ? 1 : 0;
        assertThat(ratio).as("%s", stretch).isBetween(0.95, 1.05);
      }
    }
    // Real stretches do not grow evenly, which is all that the formula takes for granted.
    assertThat(compared).isGreaterThanOrEqualTo(10);
    assertThat(near).isGreaterThanOrEqualTo(compared * 9 / 10);
  }
}
