package dev.breakeven.whatif;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BillColumns;
import dev.breakeven.attribution.Delegation;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A delegation as it was: what passed, what the executor took, and what the break-even point
/// needs.
///
/// @param delegation as attributed
/// @param parent who delegated
/// @param handedOver the call that did
/// @param passed what passed between the two
/// @param work what the executors did; empty where none of their calls is in the log, and then
///   there is no balance
/// @param callsLeft the parent's calls after the one that took in the report, until its prompt
///   shrinks or the trace ends
public record RecordedDelegation(
    Delegation delegation,
    Agent parent,
    Call handedOver,
    Passed passed,
    Optional<Work> work,
    long callsLeft) {

  /// What passed.
  ///
  /// @param instruction its tokens
  /// @param report its tokens
  /// @param time from the call that handed over to the parent's next; null where none followed
  public record Passed(long instruction, long report, @Nullable Duration time) {}

  /// What executors did.
  ///
  /// @param calls how many calls they made
  /// @param growth what entered their prompts after the first one, in tokens
  /// @param output what they answered, in tokens
  /// @param prefix the first prompt of the first of them
  /// @param usd what they were billed; null where part of it has no price
  public record Work(long calls, long growth, long output, long prefix, @Nullable Usd usd) {}

  /// Whether all calls of its executors are in the log, and there is one. Without, there is nothing
  /// to weigh: what it cost is not known.
  public boolean logged() {
    return work.isPresent() && !delegation.spent().unlogged();
  }

  /// All delegations of `trace`.
  public static List<RecordedDelegation> of(Trace trace, Attribution attribution) {
    if (attribution.delegations().isEmpty()) {
      return List.of();
    }
    return new Search(trace, attribution).all();
  }

  /// The situation in which it was made, had the parent gone on alone, with the work of its
  /// executors; empty where that is not known, or larger than any situation.
  ///
  /// @param model the parent's on that day
  public Optional<Situation> situation(PricedModel model) {
    Usage usage = handedOver.answer().usage();
    if (!logged() || usage.prompt() < 1) {
      return Optional.empty();
    }
    Work done = work.orElseThrow();
    Usd usd = done.usd();
    boolean small = done.calls() <= Situation.MOST_CALLS && callsLeft <= Situation.MOST_CALLS;
    long largest = Math.max(usage.prompt(), Math.max(done.growth(), done.output()));
    largest = Math.max(largest, Math.max(passed.instruction(), passed.report()));
    if (usd == null || !small || largest > Situation.MOST_TOKENS) {
      return Optional.empty();
    }
    return Optional.of(
        new Situation(
            new Situation.Parent(model, usage.prompt(), callsLeft),
            new Situation.Stretch(Math.max(1, done.calls()), done.growth(), done.output()),
            new Situation.Handover(
                passed.instruction(),
                passed.report(),
                1,
                passed.time() == null ? List.of() : List.of(passed.time())),
            new Situation.Executor.Given(usd)));
  }

  private static final class Search {
    private final Attribution attribution;
    private final Map<String, Agent> agents = new HashMap<>();
    private final Map<String, List<Call>> calls = new HashMap<>();
    private final Map<Integer, Long> instructions = new HashMap<>();
    private final Map<Integer, Long> reports = new HashMap<>();
    private final Map<Integer, String> parents = new HashMap<>();

    Search(Trace trace, Attribution attribution) {
      this.attribution = attribution;
      for (Delegation delegation : attribution.delegations()) {
        parents.put(delegation.instruction(), delegation.parent());
      }
      trace.agents().forEach(agent -> agents.put(agent.id(), agent));
      for (Call call : trace.calls()) {
        calls.computeIfAbsent(call.agent(), _ -> new ArrayList<>()).add(call);
      }
      sizes(trace);
    }

    private void sizes(Trace trace) {
      BillColumns bills = attribution.columns();
      for (int bill = 0; bill < bills.count(); bill++) {
        Origin origin = bills.origin(bill);
        if (origin != Origin.INSTRUCTION && origin != Origin.REPORT) {
          continue;
        }
        String payer = trace.agents().get(bills.payer(bill)).id();
        Integer instruction =
            origin == Origin.INSTRUCTION
                ? Integer.valueOf(bills.block(bill).id())
                : attribution.bills().get(bill).cause().delegation();
        if (instruction != null && payer.equals(parents.get(instruction))) {
          (origin == Origin.INSTRUCTION ? instructions : reports)
              .merge(instruction, bills.size(bill), Long::sum);
        }
      }
    }

    List<RecordedDelegation> all() {
      var all = new ArrayList<RecordedDelegation>();
      for (Delegation delegation : attribution.delegations()) {
        Agent parent = agents.get(delegation.parent());
        List<Call> own = calls.getOrDefault(delegation.parent(), List.of());
        for (int i = 0; parent != null && i < own.size(); i++) {
          if (own.get(i).answer().blocks().contains(delegation.instruction())) {
            all.add(recorded(delegation, parent, own, i));
            break;
          }
        }
      }
      return all;
    }

    private RecordedDelegation recorded(
        Delegation delegation, Agent parent, List<Call> own, int place) {
      int end = place + 1;
      while (end < own.size() && prompt(own.get(end)) >= prompt(own.get(end - 1))) {
        end++;
      }
      Call call = own.get(place);
      Duration time =
          place + 1 < own.size()
              ? Duration.between(call.timing().start(), own.get(place + 1).timing().start())
              : null;
      var passed =
          new Passed(
              instructions.getOrDefault(delegation.instruction(), 0L),
              reports.getOrDefault(delegation.instruction(), 0L),
              time == null || time.isNegative() ? null : time);
      return new RecordedDelegation(
          delegation, parent, call, passed, work(delegation), Math.max(0, end - place - 2));
    }

    private static long prompt(Call call) {
      return call.answer().usage().prompt();
    }

    /// The work of a delegation's executors and of those they delegated to in turn.
    private Optional<Work> work(Delegation delegation) {
      long count = 0;
      long growth = 0;
      long output = 0;
      long prefix = 0;
      for (String executor : family(delegation)) {
        List<Call> own = calls.getOrDefault(executor, List.of());
        if (own.isEmpty()) {
          continue;
        }
        count += own.size();
        prefix = prefix == 0 ? prompt(own.getFirst()) : prefix;
        growth += Math.max(0, prompt(own.getLast()) - prompt(own.getFirst()));
        for (Call call : own) {
          output += Math.max(0, call.answer().usage().output());
        }
      }
      Usd usd =
          delegation.spent().executor().complete() ? delegation.spent().executor().total() : null;
      return count == 0
          ? Optional.empty()
          : Optional.of(new Work(count, growth, output, prefix, usd));
    }

    private Set<String> family(Delegation delegation) {
      var family = new LinkedHashSet<>(delegation.executors());
      boolean grown = true;
      while (grown) {
        grown = false;
        for (Agent agent : agents.values()) {
          String parent = agent.parent();
          grown |= parent != null && family.contains(parent) && family.add(agent.id());
        }
      }
      return family;
    }
  }
}
