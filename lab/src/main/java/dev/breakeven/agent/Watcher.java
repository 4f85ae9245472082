package dev.breakeven.agent;

import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;

/// Is told of everything in a trial as it happens, in order.
public interface Watcher {
  /// An agent begins.
  void agent(Agent agent);

  /// A block appeared, in a prompt or in an answer.
  void block(Block block);

  /// A call was answered.
  void call(Call call);

  /// A tool has run.
  void tool(ToolRun run);
}
