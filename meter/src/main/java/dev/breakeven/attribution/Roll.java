package dev.breakeven.attribution;

import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Trace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A trace by number: agents, blocks and calls by their place in its lists.
final class Roll {
  private final List<Agent> agents;
  private final List<Block> blocks;
  private final List<Call> calls;
  private final int[] ids;
  private final Map<String, Integer> agentIndex = new HashMap<>();
  private final int[][] callsOf;

  Roll(Trace trace) {
    agents = trace.agents();
    blocks = trace.blocks();
    calls = trace.calls();
    ids = blocks.stream().mapToInt(Block::id).toArray();
    for (int i = 0; i < agents.size(); i++) {
      agentIndex.put(agents.get(i).id(), i);
    }
    callsOf = byAgent();
  }

  private int[][] byAgent() {
    var owner = new int[calls.size()];
    var counts = new int[agents.size()];
    for (int i = 0; i < owner.length; i++) {
      owner[i] = agentIndex(calls.get(i).agent(), "call " + calls.get(i).id());
      counts[owner[i]]++;
    }
    var lists = new int[agents.size()][];
    for (int i = 0; i < lists.length; i++) {
      lists[i] = new int[counts[i]];
      counts[i] = 0;
    }
    for (int i = 0; i < owner.length; i++) {
      lists[owner[i]][counts[owner[i]]++] = i;
    }
    return lists;
  }

  /// The place of the agent `id` among the agents.
  ///
  /// @param where what names it, for the message
  /// @throws IllegalArgumentException if the trace has no such agent
  int agentIndex(String id, String where) {
    Integer index = agentIndex.get(id);
    if (index == null) {
      throw new IllegalArgumentException(
          "expected an agent of the trace as agent of " + where + ", got " + id);
    }
    return index;
  }

  /// The place of the block `id` among the blocks, found at once where ids count from 0.
  ///
  /// @throws IllegalArgumentException if the trace has no such block
  int blockIndex(int id) {
    int index = id >= 0 && id < ids.length && ids[id] == id ? id : Arrays.binarySearch(ids, id);
    if (index < 0) {
      throw new IllegalArgumentException("expected a block of the trace, got block " + id);
    }
    return index;
  }

  int agents() {
    return agents.size();
  }

  Agent agent(int index) {
    return agents.get(index);
  }

  int blocks() {
    return blocks.size();
  }

  Block block(int index) {
    return blocks.get(index);
  }

  int calls() {
    return calls.size();
  }

  Call call(int index) {
    return calls.get(index);
  }

  /// The places of an agent's calls, in order. Not to be changed.
  int[] callsOf(int agent) {
    return callsOf[agent];
  }

  /// How many shares there can be at most: one for each different block in an agent's prompts and
  /// answers, and one for what it does not show.
  int shares() {
    var seenBy = new int[blocks.size()];
    long count = agents.size();
    for (int agent = 0; agent < agents.size(); agent++) {
      for (int index : callsOf[agent]) {
        count += unseen(calls.get(index).prompt().added(), agent + 1, seenBy);
        count += unseen(calls.get(index).answer().blocks(), agent + 1, seenBy);
      }
    }
    return Math.toIntExact(count);
  }

  private int unseen(List<Integer> blockIds, int agent, int[] seenBy) {
    int count = 0;
    for (int id : blockIds) {
      int index = blockIndex(id);
      if (seenBy[index] != agent) {
        seenBy[index] = agent;
        count++;
      }
    }
    return count;
  }
}
