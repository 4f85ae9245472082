package dev.breakeven.agent;

import dev.breakeven.model.ModelClient;
import dev.breakeven.tool.Toolbox;

/// An executor that is itself a model with tools: each instruction starts a fresh [AgentLoop].
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

  /// Which model an executor is, its limit and what it is told.
  ///
  /// @param model the model's exact id
  /// @param cap the most calls it may make for one instruction
  /// @param prompts where its system prompt comes from
  public record Executor(String model, int cap, Prompts prompts) {}

  /// Carries out `instruction` and reports the last it said.
  ///
  /// @throws InterruptedException if this thread is interrupted
  public String run(String instruction) throws InterruptedException {
    var spec = recorder.executor(executor);
    var stopped = new AgentLoop(spec, client, tools, recorder, purse).run(instruction);
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
