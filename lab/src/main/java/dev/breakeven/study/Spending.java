package dev.breakeven.study;

import dev.breakeven.agent.Purse;
import dev.breakeven.unit.Usd;
import java.util.Optional;

/// What all trials of a run have spent, against its budget.
public final class Spending implements Purse {
  private final Optional<Usd> budget;
  private Spent spent;

  /// Goes on from what the books already hold.
  public Spending(Optional<Usd> budget, Spent spent) {
    this.budget = budget;
    this.spent = spent;
  }

  synchronized void add(Spent more) {
    spent = spent.plus(more);
  }

  /// Whether the budget is not yet used up.
  @Override
  public synchronized boolean allows() {
    return budget.isEmpty() || spent.usd().compareTo(budget.get()) < 0;
  }
}
