package dev.breakeven.audit;

import dev.breakeven.trace.Call;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Trace;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The days whose calls count. A call without a time is in no range that has a bound.
///
/// @param since the first day, null for no bound
/// @param until the last day, null for no bound
/// @param zone the time zone whose days they are
public record DayRange(@Nullable LocalDate since, @Nullable LocalDate until, ZoneId zone) {
  /// Whether it holds every call.
  public boolean isUnbounded() {
    return since == null && until == null;
  }

  /// Whether a call sent at `time` is in it.
  public boolean holds(Instant time) {
    if (isUnbounded()) {
      return true;
    }
    if (time.equals(Instant.EPOCH)) {
      return false;
    }
    LocalDate day = LocalDate.ofInstant(time, zone);
    return (since == null || !day.isBefore(since)) && (until == null || !day.isAfter(until));
  }

  /// `trace` with the calls of these days alone; empty if there are none. The first prompt of an
  /// agent that is left consists of all its blocks, whose sizes are then estimated anew.
  public Optional<Trace> of(Trace trace) {
    long in = trace.calls().stream().filter(call -> holds(call.timing().start())).count();
    if (in == 0) {
      return Optional.empty();
    }
    return Optional.of(in == trace.calls().size() ? trace : cut(trace));
  }

  private Trace cut(Trace trace) {
    var prompts = new HashMap<String, List<Integer>>();
    var calls = new ArrayList<Call>();
    var begun = new HashMap<String, Boolean>();
    for (Call call : trace.calls()) {
      List<Integer> prompt = prompts.computeIfAbsent(call.agent(), _ -> new ArrayList<>());
      prompt.subList(call.prompt().kept(), prompt.size()).clear();
      prompt.addAll(call.prompt().added());
      boolean counts = holds(call.timing().start());
      if (counts) {
        boolean follows = begun.getOrDefault(call.agent(), false);
        calls.add(follows ? call : whole(call, prompt));
      }
      begun.put(call.agent(), counts);
    }
    return new Trace(trace.labels(), trace.agents(), trace.blocks(), calls, trace.outcome());
  }

  private static Call whole(Call call, List<Integer> prompt) {
    return new Call(
        call.id(),
        call.agent(),
        call.turn(),
        new Prompt(0, prompt, call.prompt().marks()),
        call.answer(),
        call.timing());
  }
}
