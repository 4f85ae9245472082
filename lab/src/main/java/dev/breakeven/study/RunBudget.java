package dev.breakeven.study;

import dev.breakeven.model.Retrying;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The money of a run, which all its trials share: what is spent, what is set aside for calls under
/// way, and whether more may be.
///
/// At every moment spent + set aside ≤ the study's budget, as long as no call costs more than was
/// set aside for it.
public final class RunBudget {
  private final Optional<Usd> budget;
  private Usd spent;
  private Usd aside = Usd.ZERO;
  private boolean usedUp;
  private boolean stopped;

  private RunBudget(Optional<Usd> budget, Usd spent, boolean usedUp) {
    this.budget = budget;
    this.spent = spent;
    this.usedUp = usedUp;
  }

  /// Goes on from what the books hold: what calls cost, and the most that calls may have cost whose
  /// answers never came. A budget that once ended a trial stays used up.
  public static RunBudget of(Limits limits, Ledger ledger) {
    var spent = ledger.spent().usd().plus(ledger.unanswered().usd());
    boolean usedUp =
        ledger.trials().stream()
            .map(TrialRow::ending)
            .anyMatch(ending ->
                ending.kind() == Ending.Kind.OUT_OF_BUDGET && ending.detail().equals(Limits.STUDY));
    return new RunBudget(limits.study(), spent, usedUp);
  }

  /// Sets `most` aside for a call. Where only calls under way stand in its way, it waits for them.
  ///
  /// @return false if the budget could be broken
  /// @throws InterruptedException if no more calls are to be made
  synchronized boolean reserve(Usd most) throws InterruptedException {
    while (true) {
      if (stopped) {
        throw new InterruptedException("the run is being stopped");
      }
      if (!Limits.within(budget, spent.plus(most))) {
        usedUp = true;
        return false;
      }
      if (Limits.within(budget, spent.plus(aside).plus(most))) {
        aside = aside.plus(most);
        return true;
      }
      wait();
    }
  }

  /// A call for which `most` was set aside cost `cost`.
  synchronized void settle(Usd most, Usd cost) {
    aside = aside.minus(most);
    spent = spent.plus(cost);
    notifyAll();
  }

  /// Real time, whose pauses end when [#stop] is called.
  public Retrying.Waiting waiting() {
    return new Retrying.Waiting() {
      @Override
      public Instant instant() {
        return Instant.now();
      }

      @Override
      public void pause(Duration wait) throws InterruptedException {
        RunBudget.this.pause(wait);
      }
    };
  }

  private synchronized void pause(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0 && !stopped; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    if (stopped) {
      throw new InterruptedException("the run is being stopped");
    }
  }

  /// Lets no more calls be made; those under way may land.
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /// Whether [#stop] was called.
  public synchronized boolean stopped() {
    return stopped;
  }

  /// Whether the study's budget has turned a call away.
  public synchronized boolean usedUp() {
    return usedUp;
  }

  /// Whether trials may be begun.
  synchronized boolean goesOn() {
    return !stopped && !usedUp;
  }
}
