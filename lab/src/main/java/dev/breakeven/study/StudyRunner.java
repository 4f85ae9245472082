package dev.breakeven.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Runs a study to its end, block by block: a block is one trial of every cell that needs another.
///
/// Trials already in the books are not run again. Within a block trials run side by side up to a
/// limit; a block ends before the next begins, so that every arm meets the same times of day.
public final class StudyRunner {
  private static final int MOST_BROKEN = 3;

  private final Schedule schedule;
  private final Ledger ledger;
  private final TrialRunner trials;
  private final int parallel;
  private final Map<String, Integer> broken = new HashMap<>();

  /// A run that has not begun.
  ///
  /// @param study what to run
  /// @param chosen which trials of it
  /// @param ledger the books, already open
  /// @param trials runs one trial
  /// @param parallel how many trials may run at once
  public StudyRunner(
      Study study, Predicate<Trial> chosen, Ledger ledger, TrialRunner trials, int parallel) {
    this.schedule = new Schedule(study, chosen);
    this.ledger = ledger;
    this.trials = trials;
    this.parallel = parallel;
  }

  /// Runs what is missing, until it is done, the budget is used up, no trial of a block took a try
  /// since its provider was lost or it broke, or [RunBudget#stop] was called: then trials that
  /// still needed calls stay unfinished in the books. A cell in which trials break again and again
  /// is left alone until the next run.
  ///
  /// @throws InterruptedException if this thread is interrupted; running trials are interrupted too
  ///   and stay unfinished in the books
  public void run() throws InterruptedException {
    for (int block = 1; ; block++) {
      var due =
          schedule.block(block, ledger.trials()).stream()
              .filter(trial -> broken.getOrDefault(cell(trial), 0) < MOST_BROKEN)
              .toList();
      if (due.isEmpty() || !trials.goesOn()) {
        return;
      }
      if (runAll(due)) {
        return;
      }
    }
  }

  private static String cell(Trial trial) {
    return trial.arm() + "/" + trial.task();
  }

  /// Runs `due`.
  ///
  /// @return whether none of them took a try
  private boolean runAll(List<Trial> due) throws InterruptedException {
    try (var pool =
        Executors.newFixedThreadPool(parallel, Thread.ofVirtual().name("trial-", 1).factory())) {
      var running = new ArrayList<Future<@Nullable TrialEnd>>();
      for (var trial : due) {
        running.add(pool.submit(() -> trials.goesOn() ? trials.run(trial) : null));
      }
      try {
        boolean lost = true;
        for (int i = 0; i < due.size(); i++) {
          var end = await(running.get(i));
          lost &= end != null && !end.ending().kind().costsATry();
          if (end != null && end.ending().kind() == Ending.Kind.BROKEN) {
            broken.merge(cell(due.get(i)), 1, Integer::sum);
          }
        }
        return lost;
      } catch (IllegalStateException | InterruptedException e) {
        pool.shutdownNow();
        throw e;
      }
    }
  }

  /// Waits for a trial. One that was told to make no more calls is no fault.
  ///
  /// @return how it ended; null if it did not
  private static @Nullable TrialEnd await(Future<@Nullable TrialEnd> trial)
      throws InterruptedException {
    try {
      return trial.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof InterruptedException)) {
        throw new IllegalStateException("a trial could not be recorded", e.getCause());
      }
      return null;
    }
  }
}
