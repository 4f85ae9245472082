package dev.breakeven.model;

import dev.breakeven.agent.ToolRun;
import dev.breakeven.agent.Watcher;
import dev.breakeven.tool.Tool;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The one tool of an agent in a test, and who sees the agent's calls.
final class Witness implements Tool, Watcher {
  private final List<Call> calls = new ArrayList<>();

  List<Call> calls() {
    return calls;
  }

  @Override
  public String name() {
    return "read";
  }

  @Override
  public String description() {
    return "Reads a file.";
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "object");
  }

  @Override
  public Result run(Map<String, Object> input) {
    return Result.of("read " + input.get("path"));
  }

  @Override
  public void agent(Agent agent) {}

  @Override
  public void block(Block block) {}

  @Override
  public void call(Call call) {
    calls.add(call);
  }

  @Override
  public void tool(ToolRun run) {}
}
