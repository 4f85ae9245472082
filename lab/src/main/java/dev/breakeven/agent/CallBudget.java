package dev.breakeven.agent;

import dev.breakeven.model.Request;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Usage;
import java.util.Optional;

/// The money an agent's calls are paid from. Before each call the dearest it could become is set
/// aside; afterwards [#settle] or [#lost] is called, once.
public interface CallBudget {
  /// Sets aside the dearest that asking `request` could become.
  ///
  /// @param agent who asks
  /// @return empty if it is set aside and the call may be made; else the limit that it could break,
  ///   and nothing is set aside
  /// @throws InterruptedException if no more calls are to be made in this run
  Optional<String> reserve(Agent agent, Request request) throws InterruptedException;

  /// The call was answered and is recorded: what it did not cost is free again.
  ///
  /// @param usage what it used
  void settle(Usage usage);

  /// No answer came. Where it was not told what that costs, what was set aside counts as spent.
  void lost();

  /// A further attempt at a call could break a budget.
  final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String limit;

    /// Says whose budget: `study`, `trial` or `call`.
    public Refused(String limit) {
      super("the budget of the " + limit + " allows no further attempt");
      this.limit = limit;
    }

    String limit() {
      return limit;
    }
  }

  /// A purse without a bottom.
  CallBudget OPEN =
      new CallBudget() {
        @Override
        public Optional<String> reserve(Agent agent, Request request) {
          return Optional.empty();
        }

        @Override
        public void settle(Usage usage) {}

        @Override
        public void lost() {}
      };
}
