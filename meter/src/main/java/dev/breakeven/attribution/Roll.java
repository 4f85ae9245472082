package dev.breakeven.attribution;

import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A trace by number: agents, blocks and calls by their place in its lists.
///
/// What calls name by id is looked up once, here, because all that attribution does goes over it.
public final class Roll {
  private final Agent[] agents;
  private final Block[] blocks;
  private final Call[] calls;
  private final int[] ids;

  /// The number of each block's tool, -1 for none; tools are numbered as they come up.
  private final int[] tool;

  private final List<String> tools = new ArrayList<>();
  private final Map<String, Integer> agentIndex = new HashMap<>();
  private final int[][] callsOf;
  private final int[][] added;
  private final int[][] answered;

  /// Goes over `trace`.
  ///
  /// @throws IllegalArgumentException if it names agents or blocks that it does not hold
  Roll(Trace trace) {
    agents = trace.agents().toArray(new Agent[0]);
    blocks = trace.blocks().toArray(new Block[0]);
    calls = trace.calls().toArray(new Call[0]);
    ids = new int[blocks.length];
    tool = new int[blocks.length];
    var numbers = new HashMap<String, Integer>();
    for (int i = 0; i < ids.length; i++) {
      ids[i] = blocks[i].id();
      String name = blocks[i].tool();
      tool[i] = name == null ? -1 : number(name, numbers);
    }
    for (int i = 0; i < agents.length; i++) {
      agentIndex.put(agents[i].id(), i);
    }
    callsOf = byAgent();
    added = new int[calls.length][];
    answered = new int[calls.length][];
    for (int[] own : callsOf) {
      for (int index : own) {
        added[index] = places(calls[index].prompt().added());
        answered[index] = places(calls[index].answer().blocks());
      }
    }
  }

  private int number(String name, Map<String, Integer> numbers) {
    Integer number = numbers.get(name);
    if (number == null) {
      number = tools.size();
      numbers.put(name, number);
      tools.add(name);
    }
    return number;
  }

  private int[][] byAgent() {
    var owner = new int[calls.length];
    var counts = new int[agents.length];
    for (int i = 0; i < owner.length; i++) {
      boolean same = i > 0 && calls[i].agent().equals(calls[i - 1].agent());
      owner[i] = same ? owner[i - 1] : agentIndex(calls[i].agent(), "call " + calls[i].id());
      counts[owner[i]]++;
    }
    var lists = new int[agents.length][];
    for (int i = 0; i < lists.length; i++) {
      lists[i] = new int[counts[i]];
      counts[i] = 0;
    }
    for (int i = 0; i < owner.length; i++) {
      lists[owner[i]][counts[owner[i]]++] = i;
    }
    return lists;
  }

  private int[] places(List<Integer> blockIds) {
    var places = new int[blockIds.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = blockIndex(blockIds.get(i));
    }
    return places;
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

  /// How many agents there are.
  public int agents() {
    return agents.length;
  }

  /// The agent at `index`.
  public Agent agent(int index) {
    return agents[index];
  }

  int blocks() {
    return blocks.length;
  }

  /// The block at `index`.
  public Block block(int index) {
    return blocks[index];
  }

  /// How many tools the blocks name.
  public int tools() {
    return tools.size();
  }

  /// The number of the tool that the block at `index` names, from 0; -1 if it names none.
  public int tool(int index) {
    return tool[index];
  }

  /// The name of the tool with `number`.
  public String toolName(int number) {
    return tools.get(number);
  }

  int calls() {
    return calls.length;
  }

  /// The call at `index`.
  public Call call(int index) {
    return calls[index];
  }

  /// The places of an agent's calls, in order. Not to be changed.
  public int[] callsOf(int agent) {
    return callsOf[agent];
  }

  /// The places of the blocks that a call's prompt adds, in order. Not to be changed.
  public int[] added(int call) {
    return added[call];
  }

  /// The places of the blocks that a call's answer consists of, in order. Not to be changed.
  public int[] answered(int call) {
    return answered[call];
  }

  /// How many shares there can be at most: one for each different block in an agent's prompts and
  /// answers, and one for what it does not show.
  int shares() {
    var seenBy = new int[blocks.length];
    long count = agents.length;
    for (int agent = 0; agent < agents.length; agent++) {
      for (int index : callsOf[agent]) {
        count += unseen(added[index], agent + 1, seenBy);
        count += unseen(answered[index], agent + 1, seenBy);
      }
    }
    return Math.toIntExact(count);
  }

  private static int unseen(int[] places, int agent, int[] seenBy) {
    int count = 0;
    for (int place : places) {
      if (seenBy[place] != agent) {
        seenBy[place] = agent;
        count++;
      }
    }
    return count;
  }
}
