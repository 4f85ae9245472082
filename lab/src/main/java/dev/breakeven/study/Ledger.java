package dev.breakeven.study;

import dev.breakeven.agent.ToolRun;
import dev.breakeven.judge.Verdict;
import dev.breakeven.pricing.Cost;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Role;
import java.time.Duration;
import java.util.List;

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

  /// A call was answered.
  void called(Trial trial, Asked by, Call call, Cost cost);

  /// Whose call it was.
  ///
  /// @param role the agent's role
  /// @param model the model's exact id
  record Asked(Role role, String model) {}

  /// A tool has run.
  void toolRan(Trial trial, ToolRun run);

  /// The judge has judged: for the agent, or at the end.
  void judged(Trial trial, boolean last, Verdict verdict, Duration took);

  /// A trial ended.
  void ended(Trial trial, TrialEnd end);

  /// The trials that ended, in the order they did.
  List<TrialRow> trials();

  /// Everything spent so far, unfinished attempts included.
  Spent spent();

  @Override
  void close();
}
