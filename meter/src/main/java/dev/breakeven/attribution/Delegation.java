package dev.breakeven.attribution;

import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.Floor;
import dev.breakeven.unit.Usd;
import java.util.List;

/// One delegation and what it cost. What working alone would have cost is not told: that takes
/// other calls, and no log holds them.
///
/// @param instruction the id of the instruction block
/// @param parent the id of the agent that delegated
/// @param executors the ids of the agents it started; none if it failed
/// @param spent what it cost
public record Delegation(int instruction, String parent, List<String> executors, Spent spent) {
  /// Takes an immutable copy.
  public Delegation {
    executors = List.copyOf(executors);
  }

  /// What a delegation cost, as billed.
  ///
  /// @param instruction writing the instruction, and having it in the parent's prompts
  /// @param report what came back, in the parent's prompts
  /// @param executor the executors' calls, and those of agents they delegated to in turn
  public record Spent(Bill instruction, Bill report, Bill executor) {
    /// All of it.
    public Bill bill() {
      return instruction.plus(report).plus(executor);
    }

    /// All of it, as far as it is priced.
    public Usd total() {
      return bill().total();
    }

    /// Whether all of it is priced.
    public boolean complete() {
      return bill().complete();
    }

    /// Whether an executor's calls are missing in the log, so that what it cost is not known.
    public boolean unlogged() {
      return executor.floors().containsKey(new Floor.NoExecutor());
    }
  }
}
