package dev.breakeven.importer.claudecode;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call while its lines are read.
final class Turn {
  final Conversation conversation;
  final Standing standing;
  final int number;
  final Prompt prompt;
  final List<Integer> answer = new ArrayList<>(2);

  private final Instant start;
  private final Instant first;
  private Instant last;
  private @Nullable String stop;
  private @Nullable WireUsage usage;

  Turn(Conversation conversation, Standing standing, Prompt prompt, Instant start, Instant first) {
    this.conversation = conversation;
    this.standing = standing;
    this.number = standing.nextTurn();
    this.prompt = prompt;
    this.start = start;
    this.first = first.isBefore(start) ? start : first;
    this.last = this.first;
  }

  /// Takes in what a line says; of several usages the one with the largest output is the last.
  void line(@Nullable Instant time, @Nullable String reason, @Nullable WireUsage reported) {
    if (time != null && time.isAfter(last)) {
      last = time;
    }
    stop = reason == null ? stop : reason;
    if (reported != null && (usage == null || output(reported) >= output(usage))) {
      usage = reported;
    }
  }

  Instant start() {
    return start;
  }

  /// Why the answer ended; null if no line says so.
  @Nullable String stop() {
    return stop;
  }

  /// What was billed; null if no line says so.
  @Nullable WireUsage usage() {
    return usage;
  }

  Call call() {
    Duration untilFirst = start.until(first);
    Duration total = last.equals(first) ? untilFirst : start.until(last);
    var timing = new Call.Timing(start, untilFirst, total);
    Usage billed = usage == null ? Usage.NONE : usage.usage();
    var answered = new Call.Answer(answer, stop, billed, Known.BILLED, null, bought());
    return new Call(
        standing.agent + "#" + number, standing.agent, number, prompt, answered, timing);
  }

  private Purchase bought() {
    return usage == null ? Purchase.STANDARD : Buying.answered(usage, stop);
  }

  private static long output(WireUsage usage) {
    return usage.usage().count(TokenClass.OUTPUT);
  }
}
