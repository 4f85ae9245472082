package dev.breakeven.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/// Which trials are due, in what order: a block is one trial of every cell that needs another.
///
/// @param study whose trials
/// @param chosen which of them may run
public record Schedule(Study study, Predicate<Trial> chosen) {
  /// How many trials of a cell were tried and solved. One that lost its provider, or in which
  /// something of ours broke, was not tried: another takes its place.
  private record Tally(int tried, int solved, int highest) {
    static final Tally NONE = new Tally(0, 0, 0);

    Tally with(TrialRow row) {
      return new Tally(
          tried + (row.ending().kind().costsATry() ? 1 : 0),
          solved + (row.solved() ? 1 : 0),
          Math.max(highest, row.trial().number()));
    }
  }

  private record Cell(String arm, String task) {}

  /// The trials of a block.
  ///
  /// @param number the block's, from 1: the order is shuffled anew in each
  /// @param ended the trials that ended so far
  public List<Trial> block(int number, List<TrialRow> ended) {
    var tallies = new HashMap<Cell, Tally>();
    for (var row : ended) {
      var cell = new Cell(row.trial().arm(), row.trial().task());
      tallies.put(cell, tallies.getOrDefault(cell, Tally.NONE).with(row));
    }
    var due = new ArrayList<Trial>();
    for (var cell : order(number)) {
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
}
