package dev.breakeven.study.policy;

import dev.breakeven.agent.AgentLoop;
import dev.breakeven.judge.Verdict;
import dev.breakeven.tool.Delegate;
import dev.breakeven.tool.ExecutorTools;
import dev.breakeven.tool.Tool;
import dev.breakeven.trace.Agent;
import dev.breakeven.workspace.FolderDiff;
import java.util.List;

/// What a policy works with in one trial. Every call of every agent is metered and paid for from
/// the trial's budget, whoever starts it.
public interface Site {
  /// The task, as agents are told.
  String task();

  /// The most calls that each agent may make that nobody called in.
  int cap();

  /// Tools that work on the trial's repository, for an agent with these hands.
  List<Tool> tools(ExecutorTools hands);

  /// The editor and the shell on a copy of the repository as it stands, which is thrown away: for
  /// an agent that may only read.
  ///
  /// @throws InterruptedException if this thread is interrupted
  List<Tool> readingTools() throws InterruptedException;

  /// A new agent that nobody called in, with a conversation of its own.
  AgentLoop agent(Worker worker);

  /// A new agent that carries out what `before` said at last.
  AgentLoop after(Agent before, Worker worker);

  /// An agent that is called in anew for each instruction, by a tool.
  Delegate.Executor called(Worker worker);

  /// A program that is called in by a tool.
  Delegate.Executor program(Orchestrated.Program program);

  /// Has the judge judge the repository as it stands. The run is in the books like every other.
  ///
  /// @throws InterruptedException if this thread is interrupted
  Verdict judge() throws InterruptedException;

  /// Puts the repository back to where the task begins.
  ///
  /// @throws InterruptedException if this thread is interrupted
  void restore() throws InterruptedException;

  /// What was done to the repository since the task began.
  FolderDiff diff();
}
