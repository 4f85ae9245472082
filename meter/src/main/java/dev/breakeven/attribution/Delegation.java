package dev.breakeven.attribution;

import dev.breakeven.pricing.Bill;
import dev.breakeven.unit.Usd;
import java.util.List;
import java.util.Optional;

/// One delegation: what it cost, and what the same work would have cost the agent that delegated.
///
/// @param instruction the id of the instruction block
/// @param parent the id of the agent that delegated
/// @param executors the ids of the agents it started; none if it failed
/// @param spent what it cost
/// @param inline what it kept away from the parent; empty where a price for that is not known
public record Delegation(
    int instruction, String parent, List<String> executors, Spent spent, Optional<Inline> inline) {
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
    /// All of it, as far as it is priced.
    public Usd total() {
      return instruction.total().plus(report.total()).plus(executor.total());
    }

    /// Whether all of it is priced.
    public boolean complete() {
      return instruction.complete() && report.complete() && executor.complete();
    }
  }

  /// What the parent would have paid for doing the executor's calls itself: *computed, behaviour
  /// held constant*, at the parent's prices, with nothing lost from the cache.
  ///
  /// @param tokens content that entered only the executor's prompts
  /// @param calls how many more calls the parent would have made
  /// @param output writing the executor's answers but the last
  /// @param entry putting that content into the parent's prompt once
  /// @param reads reading it again until the end, and the whole prompt in each of the calls more
  public record Inline(long tokens, int calls, Usd output, Usd entry, Usd reads) {
    /// All of it.
    public Usd total() {
      return output.plus(entry).plus(reads);
    }
  }

  /// What delegating saved, negative if it cost more than it saved; empty if part of either is
  /// unpriced.
  public Optional<Usd> balance() {
    return spent.complete()
        ? inline.map(kept -> kept.total().minus(spent.total()))
        : Optional.empty();
  }
}
