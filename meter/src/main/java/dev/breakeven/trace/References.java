package dev.breakeven.trace;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a trace has named so far: every event is checked against those before it, in the same way
/// whether it is written or read.
final class References {
  private final Set<String> agents = new HashSet<>();
  private final Set<Integer> blocks = new HashSet<>();
  private final Set<String> calls = new HashSet<>();
  private final Map<String, Integer> lengths = new HashMap<>();

  void add(Agent agent) {
    if (agent.parent() != null) {
      requireAgent(agent.parent(), "parent of agent " + agent.id());
    }
    require(agents.add(agent.id()), "expected one agent " + agent.id() + ", got a second one");
  }

  void add(Block block) {
    requireAgent(block.agent(), "agent of block " + block.id());
    require(blocks.add(block.id()), "expected one block " + block.id() + ", got a second one");
  }

  void add(Call call) {
    requireAgent(call.agent(), "agent of call " + call.id());
    requireBlocks(call.prompt().added(), "prompt of call " + call.id());
    requireBlocks(call.answer().blocks(), "answer of call " + call.id());
    int before = lengths.getOrDefault(call.agent(), 0);
    require(
        call.prompt().kept() <= before,
        "expected call %s to keep at most the %d blocks of the prompt before it, got %d"
            .formatted(call.id(), before, call.prompt().kept()));
    require(calls.add(call.id()), "expected one call " + call.id() + ", got a second one");
    lengths.put(call.agent(), call.prompt().kept() + call.prompt().added().size());
  }

  boolean hasBlock(int id) {
    return blocks.contains(id);
  }

  private void requireAgent(String id, String where) {
    require(agents.contains(id), "expected an agent named before as " + where + ", got " + id);
  }

  private void requireBlocks(List<Integer> ids, String where) {
    for (int id : ids) {
      require(blocks.contains(id), "expected blocks named before in the " + where + ", got " + id);
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
