package dev.breakeven.agent;

import dev.breakeven.model.ModelClient;
import dev.breakeven.tool.Toolbox;
import dev.breakeven.trace.Role;

/// An agent that another one calls in by a tool: each instruction starts a fresh [AgentLoop].
public final class SubAgent {
  private final ModelClient client;
  private final Executor executor;
  private final Toolbox tools;
  private final Recorder recorder;
  private final CallBudget purse;

  /// An executor.
  ///
  /// @param executor its model, its limit and what it is told
  /// @param client asks its model
  /// @param tools what it may do
  /// @param recorder keeps what happens
  /// @param purse pays for its calls
  public SubAgent(
      Executor executor, ModelClient client, Toolbox tools, Recorder recorder, CallBudget purse) {
    this.client = client;
    this.executor = executor;
    this.tools = tools;
    this.recorder = recorder;
    this.purse = purse;
  }

  /// Which model is called in, its limits and what it is told.
  ///
  /// @param role executor or advisor
  /// @param model the model's exact id
  /// @param cap the most calls it may make for one instruction
  /// @param prompts where its system prompt comes from
  /// @param brief the name of its system prompt
  /// @param longest the most it may answer in one call, in tokens
  public record Executor(
      Role role, String model, int cap, Prompts prompts, String brief, int longest) {
    /// An executor as in the published study.
    public Executor(String model, int cap, Prompts prompts) {
      this(Role.EXECUTOR, model, cap, prompts, Role.EXECUTOR.key(), AgentSpec.MAX_TOKENS);
    }

    private AgentSpec spec(Recorder recorder) {
      return new AgentSpec(recorder.called(role, model), prompts, cap, brief, longest);
    }
  }

  /// Carries out `instruction` and reports the last it said.
  ///
  /// @throws InterruptedException if this thread is interrupted
  public String run(String instruction) throws InterruptedException {
    var loop = new AgentLoop(executor.spec(recorder), client, tools, recorder, purse);
    return report(loop.run(instruction));
  }

  /// What an agent that stopped so reports: the last it said, and what cut it short.
  ///
  /// @throws Ended if its end also ends whoever called it in
  public static String report(Stopped stopped) {
    return switch (stopped) {
      case Stopped.Done(var text) -> text;
      case Stopped.Blocked(var text) -> text;
      case Stopped.Silent(var text) -> text;
      case Stopped.Cut(var reason, var text) ->
          (text + "\n[the executor's answer ended early: " + reason + "]").strip();
      case Stopped.Capped(var turns, var text) ->
          (text + "\n[the executor was stopped after " + turns + " turns]").strip();
      case Stopped.OutOfContext(var _, var text) ->
          (text + "\n[the executor was stopped: its conversation no longer fits its context]")
              .strip();
      case Stopped.OutOfBudget out -> throw new Ended(out);
      case Stopped.ProviderLost lost -> throw new Ended(lost);
    };
  }

  /// Carries an executor's end that also ends its orchestrator.
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Stopped reason;

    Ended(Stopped reason) {
      super(reason.toString());
      this.reason = reason;
    }

    Stopped reason() {
      return reason;
    }
  }
}
