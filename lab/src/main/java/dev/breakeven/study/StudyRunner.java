package dev.breakeven.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/// Runs a study to its end, block by block: a block is one trial of every cell that needs another.
///
/// Trials already in the books are not run again. Within a block trials run side by side up to a
/// limit; a block ends before the next begins, so that every arm meets the same times of day.
public final class StudyRunner {
  private final Study study;
  private final Predicate<Trial> chosen;
  private final Ledger ledger;
  private final TrialRunner trials;
  private final int parallel;

  /// A run that has not begun.
  ///
  /// @param study what to run
  /// @param chosen which trials of it
  /// @param ledger the books, already open
  /// @param trials runs one trial
  /// @param parallel how many trials may run at once
  public StudyRunner(
      Study study, Predicate<Trial> chosen, Ledger ledger, TrialRunner trials, int parallel) {
    this.study = study;
    this.chosen = chosen;
    this.ledger = ledger;
    this.trials = trials;
    this.parallel = parallel;
  }

  /// How many trials of a cell were tried and solved.
  private record Tally(int tried, int solved, int highest) {
    static final Tally NONE = new Tally(0, 0, 0);

    Tally with(TrialRow row) {
      return new Tally(
          tried + 1, solved + (row.solved() ? 1 : 0), Math.max(highest, row.trial().number()));
    }
  }

  private record Cell(String arm, String task) {}

  /// Runs what is missing.
  ///
  /// @throws InterruptedException if this thread is interrupted; running trials are interrupted too
  ///   and stay unfinished in the books
  public void run() throws InterruptedException {
    for (int block = 1; ; block++) {
      var due = block(block);
      if (due.isEmpty() || !trials.affordable()) {
        return;
      }
      runAll(due);
    }
  }

  private List<Trial> block(int block) {
    var tallies = new HashMap<Cell, Tally>();
    for (var row : ledger.trials()) {
      var cell = new Cell(row.trial().arm(), row.trial().task());
      tallies.put(cell, tallies.getOrDefault(cell, Tally.NONE).with(row));
    }
    var due = new ArrayList<Trial>();
    for (var cell : order(block)) {
      var tally = tallies.getOrDefault(cell, Tally.NONE);
      if (study.plan().goal().wantsMore(tally.tried(), tally.solved())) {
        var trial = new Trial(cell.arm(), cell.task(), tally.highest() + 1);
        if (chosen.test(trial)) {
          due.add(trial);
        }
      }
    }
    return due;
  }

  /// The cells in the order of a block: arms outermost as listed, or shuffled.
  private List<Cell> order(int block) {
    var cells = new ArrayList<Cell>();
    for (var arm : study.arms()) {
      for (var task : study.tasks()) {
        cells.add(new Cell(arm.name(), task));
      }
    }
    switch (study.plan().order()) {
      case LISTED -> {}
      case RANDOM ->
          Collections.shuffle(
              cells, new Random(new Trial("", "", block).seed(study.plan().seed())));
    }
    return cells;
  }

  private void runAll(List<Trial> due) throws InterruptedException {
    try (var pool =
        Executors.newFixedThreadPool(parallel, Thread.ofVirtual().name("trial-", 1).factory())) {
      var running = new ArrayList<Future<TrialEnd>>();
      for (var trial : due) {
        running.add(pool.submit(() -> trials.run(trial)));
      }
      try {
        for (var trial : running) {
          trial.get();
        }
      } catch (ExecutionException e) {
        pool.shutdownNow();
        throw new IllegalStateException("a trial could not be recorded", e.getCause());
      } catch (InterruptedException e) {
        pool.shutdownNow();
        throw e;
      }
    }
  }
}
