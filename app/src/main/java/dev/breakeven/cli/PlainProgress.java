package dev.breakeven.cli;

import dev.breakeven.study.RunProgress;
import dev.breakeven.study.Spent;
import dev.breakeven.study.Study;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialEnd;
import dev.breakeven.trace.Call;
import java.io.PrintWriter;

/// One line a trial, when it ends.
final class PlainProgress implements RunProgress {
  private final PrintWriter out;

  PlainProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(Study study, int finished) {
    if (finished > 0) {
      line("%d trials are in the books already".formatted(finished));
    }
  }

  @Override
  public void started(Trial trial, int cap) {}

  @Override
  public void called(Trial trial, Call call, Spent spent) {}

  @Override
  public void judging(Trial trial) {}

  @Override
  public void ended(Trial trial, TrialEnd end, Spent spent) {
    line(summary(trial, end, spent));
  }

  /// A finished trial in a line.
  static String summary(Trial trial, TrialEnd end, Spent spent) {
    return "%-10s %-10s %-13s %9s USD"
        .formatted(
            trial.id(),
            end.solved() ? "solved" : "not solved",
            end.ending().kind().key(),
            spent.unpriced() > 0 ? "unpriced" : spent.usd().rounded(4));
  }

  private synchronized void line(String text) {
    out.println(text);
    out.flush();
  }
}
