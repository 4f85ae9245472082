package dev.breakeven.study;

import java.time.LocalDate;
import java.util.Optional;

/// How often, in what order and under what limits a study runs.
///
/// @param goal when a cell (an arm on a task) has enough trials
/// @param order the order within a block of trials
/// @param seed decides the order and every rehearsed model's choices
/// @param limits the most that may be spent
/// @param date the day whose prices a rehearsed run uses, and on which its virtual clocks start
/// @param isolation whether a marker keeps providers' caches from sharing prompts between trials;
///   empty: where live models are asked
public record Plan(
    Goal goal, Order order, long seed, Limits limits, LocalDate date, Optional<Boolean> isolation) {

  /// When a cell has enough trials.
  ///
  /// @param successes how many solved trials are wanted
  /// @param tries the most trials that are tried
  public record Goal(int successes, int tries) {
    /// Whether a cell with so many trials, of which so many were solved, needs another.
    boolean wantsMore(int tried, int solved) {
      return tried < tries && solved < successes;
    }
  }

  /// The order of the trials within a block; a block holds one trial of every cell that needs one.
  public enum Order {
    /// Shuffled anew for each block, from the seed.
    RANDOM,
    /// Arm by arm as the study file lists them, tasks as it lists them.
    LISTED
  }
}
