package dev.breakeven.whatif;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.Delegation;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Bill;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// From how many calls of working alone on the delegations of one trace have paid: modelled.
///
/// Whether they saved anything is not in the log, because nobody worked alone. What is in it is
/// what they cost and what the executors did; [BreakEven] says what the same work costs the agent
/// that delegated, if it takes a given number of calls. All delegations are taken together: the
/// work of each grows and shrinks with their calls in proportion, those written by one call are
/// handed over by one call, and what an earlier one would have left in the context is there in a
/// later one.
///
/// @param delegations how many agents made that nobody had delegated to; the delegations of
///   executors are part of theirs
/// @param unlogged those of which nothing can be said
/// @param unpriced how many are in the log and have no price, or none to weigh them by
/// @param weighed the others; empty if there are none
public record DelegatingThreshold(
    long delegations, Unlogged unlogged, long unpriced, Optional<Weighed> weighed) {
  /// No delegation.
  public static final DelegatingThreshold NONE =
      new DelegatingThreshold(0, Unlogged.NONE, 0, Optional.empty());

  private static final Variable CALLS = Variable.CALLS;

  /// Delegations with an executor whose calls are not in the log.
  ///
  /// @param delegations how many
  /// @param agents how many executors their parents' logs tell of; others failed or left no word
  /// @param told what those logs say of them, added up
  public record Unlogged(long delegations, long agents, Agent.Unlogged told) {
    /// None.
    public static final Unlogged NONE = new Unlogged(0, 0, new Agent.Unlogged(null, null));

    /// These and `more`.
    public Unlogged plus(Unlogged more) {
      return new Unlogged(
          delegations + more.delegations,
          agents + more.agents,
          new Agent.Unlogged(
              sum(told.toolUses(), more.told.toolUses(), Long::sum),
              sum(told.took(), more.told.took(), Duration::plus)));
    }

    private static <T> @Nullable T sum(@Nullable T one, @Nullable T more, BinaryOperator<T> plus) {
      return one == null ? more : more == null ? one : plus.apply(one, more);
    }

    private static Unlogged of(long delegations, Trace trace) {
      var sum = new Unlogged(delegations, 0, NONE.told);
      for (Agent agent : trace.agents()) {
        if (agent.unlogged() != null) {
          sum = sum.plus(new Unlogged(0, 1, agent.unlogged()));
        }
      }
      return sum;
    }
  }

  /// Delegations that can be weighed.
  ///
  /// @param delegations how many
  /// @param executorCalls the calls that their executors made
  /// @param spent what they cost
  /// @param calls how many calls working alone must have taken for them to have paid
  public record Weighed(long delegations, long executorCalls, Bill spent, Crossover calls) {}

  /// The threshold of the delegations of `trace`, at the prices of `catalog`.
  public static DelegatingThreshold of(Trace trace, Attribution attribution, Catalog catalog) {
    if (attribution.delegations().isEmpty()) {
      return NONE;
    }
    var parents = new HashMap<String, @Nullable String>();
    trace.agents().forEach(agent -> parents.put(agent.id(), agent.parent()));
    long unlogged = 0;
    long unpriced = 0;
    var weighed = new ArrayList<RecordedDelegation>();
    var models = new LinkedHashMap<String, List<Weighable>>();
    List<RecordedDelegation> all =
        RecordedDelegation.of(trace, attribution).stream()
            .filter(one -> parents.get(one.delegation().parent()) == null)
            .toList();
    for (RecordedDelegation one : all) {
      var situation =
          PricedModel.of(catalog, one.parent(), one.handedOver()).flatMap(one::situation);
      if (!one.logged()) {
        unlogged++;
      } else if (situation.isEmpty() || !one.delegation().spent().complete()) {
        unpriced++;
      } else {
        weighed.add(one);
        models
            .computeIfAbsent(one.handedOver().id(), _ -> new ArrayList<>())
            .add(new Weighable(one.parent().id(), situation.get()));
      }
    }
    return new DelegatingThreshold(
        all.size(),
        Unlogged.of(unlogged, trace),
        unpriced,
        weighed.isEmpty() ? Optional.empty() : weighed(weighed, List.copyOf(models.values())));
  }

  private static Optional<Weighed> weighed(
      List<RecordedDelegation> delegations, List<List<Weighable>> byCall) {
    Bill spent = Bill.NONE;
    long calls = 0;
    for (RecordedDelegation one : delegations) {
      Delegation.Spent cost = one.delegation().spent();
      spent = spent.plus(cost.bill());
      calls += one.work().map(RecordedDelegation.Work::calls).orElse(0L);
    }
    var handovers = byCall.stream().map(Weighable::together).toList();
    return Optional.of(
        new Weighed(delegations.size(), calls, spent, new Course(handovers).crossover()));
  }

  /// A hand-over of one agent.
  ///
  /// @param cost what handing over cost
  private record Weighable(String parent, Situation situation, Usd cost) {
    Weighable(String parent, Situation situation) {
      this(parent, situation, BreakEven.of(situation).delegatedTotal());
    }

    /// Hand-overs that one call wrote, as one.
    static Weighable together(List<Weighable> same) {
      Situation first = same.getFirst().situation();
      long calls = 0;
      long growth = 0;
      long output = 0;
      long instruction = 0;
      long report = 0;
      Usd usd = Usd.ZERO;
      for (Weighable one : same) {
        calls += one.situation().stretch().calls();
        growth += one.situation().stretch().growth();
        output += one.situation().stretch().output();
        instruction += one.situation().handover().instruction();
        report += one.situation().handover().report();
        usd = usd.plus(BreakEven.executor(one.situation()));
      }
      return new Weighable(
          same.getFirst().parent(),
          new Situation(
              first.parent(),
              new Situation.Stretch(
                  Math.min(calls, Situation.MOST_CALLS),
                  Math.min(growth, Situation.MOST_TOKENS),
                  Math.min(output, Situation.MOST_TOKENS)),
              new Situation.Handover(
                  Math.min(instruction, Situation.MOST_TOKENS),
                  Math.min(report, Situation.MOST_TOKENS),
                  1,
                  first.handover().times()),
              new Situation.Executor.Given(usd)));
    }
  }

  /// Working alone instead of all hand-overs, in so many calls.
  private static final class Course {
    private final List<Weighable> handovers;
    private final long calls;

    Course(List<Weighable> handovers) {
      this.handovers = handovers;
      this.calls = handovers.stream().mapToLong(one -> CALLS.of(one.situation())).sum();
    }

    /// What working alone costs grows with its calls and what handing over cost does not, so there
    /// is one border, found by halving.
    Crossover crossover() {
      long no = handovers.size();
      if (gain(no) >= 0) {
        return new Crossover.Always();
      }
      long yes = most();
      if (yes <= no || gain(yes) < 0) {
        return new Crossover.Never();
      }
      while (yes - no > 1) {
        long middle = no + (yes - no) / 2;
        if (gain(middle) >= 0) {
          yes = middle;
        } else {
          no = middle;
        }
      }
      return new Crossover.From(yes);
    }

    /// The most calls that every hand-over can be looked at for.
    private long most() {
      return handovers.stream()
          .mapToLong(one -> CALLS.most(one.situation()) / CALLS.of(one.situation()) * calls)
          .min()
          .orElse(0);
    }

    private long gain(long all) {
      Usd gain = Usd.ZERO;
      Map<String, Long> left = new HashMap<>();
      Map<String, Long> prompts = new HashMap<>();
      for (Weighable one : handovers) {
        Situation recorded = one.situation();
        long prompt = recorded.parent().context();
        if (prompt < prompts.getOrDefault(one.parent(), 0L)) {
          left.remove(one.parent()); // it was summarised anyway
        }
        prompts.put(one.parent(), prompt);
        long share = Math.max(1, Math.round((double) all * CALLS.of(recorded) / calls));
        Situation alone = CALLS.with(recorded, share);
        long context =
            Math.clamp(prompt + left.getOrDefault(one.parent(), 0L), prompt, Situation.MOST_TOKENS);
        alone = Variable.CONTEXT.with(alone, context);
        // The call that handed over is one of those in which the earlier work is read anyway.
        Usd twice = new Usd(recorded.parent().model().read(prompt)).times(context - prompt);
        gain = gain.plus(BreakEven.of(alone).aloneTotal()).minus(twice).minus(one.cost());
        long stays = recorded.handover().instruction() + recorded.handover().report();
        left.merge(one.parent(), alone.stretch().growth() - stays, Long::sum);
      }
      return gain.picodollars();
    }
  }
}
