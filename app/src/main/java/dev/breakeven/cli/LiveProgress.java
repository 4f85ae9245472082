package dev.breakeven.cli;

import dev.breakeven.study.RunProgress;
import dev.breakeven.study.Spent;
import dev.breakeven.study.Study;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialEnd;
import dev.breakeven.trace.Call;
import dev.breakeven.unit.Usd;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// On a terminal: a line for every running trial, redrawn in place; finished trials scroll up.
final class LiveProgress implements RunProgress {
  private static final int NANOS = 1_000_000_000;

  private final PrintWriter out;
  private final Map<Trial, State> running = new LinkedHashMap<>();
  private Optional<Usd> budget = Optional.empty();
  private int drawn;

  LiveProgress(PrintWriter out) {
    this.out = out;
  }

  /// A running trial.
  private record State(int cap, int turn, Spent spent, boolean judging, long since) {}

  @Override
  public synchronized void begin(Study study, int finished) {
    budget = study.plan().limits().study();
    if (finished > 0) {
      scroll("%d trials are in the books already".formatted(finished));
    }
  }

  @Override
  public synchronized void started(Trial trial, int cap) {
    running.put(trial, new State(cap, 0, Spent.NONE, false, System.nanoTime()));
    draw();
  }

  @Override
  public synchronized void called(Trial trial, Call call, Spent spent) {
    running.computeIfPresent(
        trial,
        (_, state) ->
            new State(
                state.cap(),
                call.agent().contains(".") ? state.turn() : call.turn(),
                spent,
                false,
                state.since()));
    draw();
  }

  @Override
  public synchronized void judging(Trial trial) {
    running.computeIfPresent(
        trial,
        (_, state) -> new State(state.cap(), state.turn(), state.spent(), true, state.since()));
    draw();
  }

  @Override
  public synchronized void ended(Trial trial, TrialEnd end, Spent spent) {
    running.remove(trial);
    scroll(PlainProgress.summary(trial, end, spent));
  }

  private void scroll(String line) {
    erase();
    out.println(line);
    draw();
  }

  private void draw() {
    erase();
    running.forEach((trial, state) -> out.println(line(trial, state)));
    drawn = running.size();
    out.flush();
  }

  private void erase() {
    if (drawn > 0) {
      out.printf("\u001b[%dA\u001b[J", drawn);
      drawn = 0;
    }
  }

  private String line(Trial trial, State state) {
    var left = budget.map(usd -> "  budget " + usd.rounded(2) + " USD").orElse("");
    return "%-10s turn %3d, %3d left  %9s USD%s  %3d s%s"
        .formatted(
            trial.id(),
            state.turn(),
            state.cap() - state.turn(),
            state.spent().usd().rounded(4),
            left,
            (System.nanoTime() - state.since()) / NANOS,
            state.judging() ? "  judging" : "");
  }
}
