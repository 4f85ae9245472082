package dev.breakeven.importer;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.Buying;
import dev.breakeven.wire.WireUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call of a [Dialogue] whose answer is read line by line.
public final class OpenCall {
  private final Dialogue dialogue;
  private final String agent;
  private final int turn;
  private final Prompt prompt;
  private final List<Integer> answer = new ArrayList<>(2);
  private final Instant start;
  private final Instant first;
  private Instant last;
  private @Nullable String stop;
  private @Nullable WireUsage usage;

  OpenCall(Dialogue dialogue, Dialogue.Seen seen, Prompt prompt, Instant start, Instant first) {
    this.dialogue = dialogue;
    this.agent = seen.agent;
    this.turn = seen.turns;
    this.prompt = prompt;
    this.start = start;
    this.first = first.isBefore(start) ? start : first;
    this.last = this.first;
  }

  /// Takes in what a line says; of several usages the one with the largest output is the last.
  public void line(@Nullable Instant time, @Nullable String reason, @Nullable WireUsage reported) {
    if (time != null && time.isAfter(last)) {
      last = time;
    }
    stop = reason == null ? stop : reason;
    if (reported != null && (usage == null || output(reported) >= output(usage))) {
      usage = reported;
    }
  }

  /// Adds a block to the answer.
  public void answer(int block) {
    answer.add(block);
  }

  /// The answer's blocks so far.
  public List<Integer> answer() {
    return Collections.unmodifiableList(answer);
  }

  /// The conversation it belongs to.
  public Dialogue dialogue() {
    return dialogue;
  }

  /// The agent that asked.
  public String agent() {
    return agent;
  }

  /// When it was asked.
  public Instant start() {
    return start;
  }

  /// The call as far as it was read, and those of other models that were billed within its answer.
  List<Call> close(HealthLog health) {
    health.count(Count.CALLS);
    if (usage == null) {
      health.count(Count.MISSING_USAGE);
    } else if (usage.lifeAssumed()) {
      health.count(Count.LIFE_ASSUMED);
    }
    if (stop == null) {
      health.count(Count.UNFINISHED);
    }
    Call own = call();
    if (usage == null || usage.elsewhere().isEmpty()) {
      return List.of(own);
    }
    var all = new ArrayList<>(List.of(own));
    for (WireUsage.Share share : usage.elsewhere()) {
      all.add(dialogue.beside(share, own, usage.bought().withoutTools()));
    }
    return all;
  }

  private Call call() {
    Duration untilFirst = start.until(first);
    Duration total = last.equals(first) ? untilFirst : start.until(last);
    return new Call(
        agent + "#" + turn,
        agent,
        turn,
        prompt,
        new Call.Answer(
            answer,
            stop,
            usage == null ? Usage.NONE : usage.usage(),
            stop == null && usage != null ? Known.AT_LEAST : Known.BILLED,
            null,
            usage == null ? Purchase.STANDARD : Buying.answered(usage, stop)),
        new Call.Timing(start, untilFirst, total));
  }

  private static long output(WireUsage usage) {
    return usage.usage().count(TokenClass.OUTPUT);
  }
}
