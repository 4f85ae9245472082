package dev.breakeven.study;

import dev.breakeven.agent.ToolRun;
import dev.breakeven.judge.Verdict;
import dev.breakeven.model.LostAttempt;
import dev.breakeven.pricing.Cost;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The books of one run of a study, written as things happen. Safe for use by several trials at
/// once.
public interface Ledger extends AutoCloseable {
  /// Opens the books for `facts`, or goes on with them if they hold the same run.
  ///
  /// @throws IllegalArgumentException if they hold another run; says in what it differs
  void open(RunFacts facts);

  /// What the books were opened for.
  ///
  /// @throws IllegalArgumentException if they were never opened
  RunFacts facts();

  /// A trial begins. What an earlier, unfinished attempt at it spent stays in the books.
  void started(Trial trial, long seed);

  /// A call is about to be made. If its answer never comes, it counts among [#unanswered].
  ///
  /// @param most the most it may cost; empty where the model has no price
  void asking(Trial trial, Asked by, Optional<Usd> most);

  /// The call that was about to be made was answered.
  void called(Trial trial, Asked by, Call call, Cost cost);

  /// The call that was about to be made brought no answer; see [dev.breakeven.model.Attempts].
  void lost(Lost lost);

  /// An attempt at a call that brought no answer.
  ///
  /// @param trial in which trial
  /// @param by whose call it was
  /// @param attempt what was told of it
  /// @param spent what it cost, as far as its provider told
  /// @param unanswered the most it may have cost beyond that
  record Lost(Trial trial, Asked by, LostAttempt attempt, Spent spent, Spent unanswered) {}

  /// Whose call it was.
  ///
  /// @param role the agent's role
  /// @param model the model's exact id
  record Asked(Role role, String model) {}

  /// A tool has run.
  void toolRan(Trial trial, ToolRun run);

  /// The judge has judged: for the agent, or at the end.
  void judged(Trial trial, boolean last, Verdict verdict, Duration took);

  /// Somebody else's record gives only a sum over some calls.
  void used(Trial trial, Sum sum);

  /// A sum over calls that are not told one by one.
  ///
  /// @param by whose calls
  /// @param calls how many; 0 where the record does not tell
  /// @param usage the tokens of all of them; a class that was not told is absent
  /// @param cost what they cost at the prices of the study's day
  /// @param recorded what the record says they cost, if it does
  record Sum(Asked by, int calls, Usage usage, Cost cost, Optional<Usd> recorded) {}

  /// The trial was not run but taken over from a record.
  void takenFrom(Trial trial, Provenance provenance);

  /// Where a trial was taken over from.
  ///
  /// @param place file and line: `A.jsonl:3`
  /// @param name what the record calls itself; names may repeat
  /// @param cost what the record says the trial cost, if it does
  /// @param costs the same for each model, by its id, as far as the record tells
  record Provenance(String place, String name, Optional<Usd> cost, Map<String, Usd> costs) {
    /// Takes an immutable copy.
    public Provenance {
      costs = Map.copyOf(costs);
    }
  }

  /// A trial ended.
  void ended(Trial trial, TrialEnd end);

  /// The trials that ended, in the order they did.
  List<TrialRow> trials();

  /// What was billed in trials that ended: every call, and every sum where calls are not told.
  List<Charge> charges();

  /// Where trials came from that were taken over; empty for a run of our own.
  Map<Trial, Provenance> provenances();

  /// The attempts at calls that brought no answer, in the order they were lost.
  List<Lost> lost();

  /// Everything spent so far, unfinished trials and lost attempts included.
  Spent spent();

  /// The most that calls may have cost whose answers never came: they were under way when the run
  /// was cut off, or their provider did not tell. Not part of [#spent].
  Spent unanswered();

  /// The attempts at trials that have no end: cut off, or at work just now.
  List<Unfinished> unfinished();

  /// An attempt without an end.
  ///
  /// @param trial at which trial
  /// @param calls how many calls were answered
  /// @param spent what they cost, lost attempts at calls included
  /// @param unanswered the most that calls may have cost whose answers never came
  record Unfinished(Trial trial, int calls, Spent spent, Spent unanswered) {}

  @Override
  void close();
}
