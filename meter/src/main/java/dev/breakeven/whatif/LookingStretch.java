package dev.breakeven.whatif;

import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.whatif.Situation.Stretch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Calls in a row of one agent that only look: each calls tools, none of which edits, asks the user
/// or delegates, and nothing but the tools' results comes to the next prompt. Commands in a shell
/// count as looking.
///
/// @param agent whose
/// @param first its first call
/// @param context the prompt of that call, in tokens
/// @param stretch its calls, what they left in the context, what they answered
/// @param callsLeft the calls after it, but the first, until the prompt shrinks or the trace ends
public record LookingStretch(
    Agent agent, Call first, long context, Stretch stretch, long callsLeft) {
  /// The fewest calls of one.
  public static final int FEWEST = 2;

  private static final Set<String> ENDING =
      Set.of(
          "AskUserQuestion",
          "Edit",
          "EnterPlanMode",
          "ExitPlanMode",
          "MultiEdit",
          "NotebookEdit",
          "Write",
          "apply_patch",
          "edit",
          "patch",
          "str_replace_based_edit_tool",
          "str_replace_editor",
          "write");

  /// Those of all agents of `trace` that are no executors, in the order of their agents.
  public static List<LookingStretch> of(Trace trace) {
    var blocks = new HashMap<Integer, Block>();
    trace.blocks().forEach(block -> blocks.put(block.id(), block));
    var calls = new HashMap<String, List<Call>>();
    for (Call call : trace.calls()) {
      if (call.answer().usage().hasPrompt()) {
        calls.computeIfAbsent(call.agent(), _ -> new ArrayList<>()).add(call);
      }
    }
    var all = new ArrayList<LookingStretch>();
    for (Agent agent : trace.agents()) {
      if (agent.role() != Role.EXECUTOR) {
        new Search(agent, calls.getOrDefault(agent.id(), List.of()), blocks).into(all);
      }
    }
    return all;
  }

  /// Goes over one agent's calls.
  private record Search(Agent agent, List<Call> calls, Map<Integer, Block> blocks) {
    void into(List<LookingStretch> all) {
      int from = 0;
      while (from < calls.size()) {
        int to = from;
        while (to + 1 < calls.size() && !shrinks(to + 1) && looks(to)) {
          to++;
        }
        if (to - from >= FEWEST) {
          all.add(stretch(from, to));
        }
        from = Math.max(to, from + 1);
      }
    }

    private LookingStretch stretch(int from, int to) {
      long output = 0;
      for (int i = from; i < to; i++) {
        output += Math.max(0, usage(i).output());
      }
      int end = to + 1;
      while (end < calls.size() && !shrinks(end)) {
        end++;
      }
      long context = Math.max(1, usage(from).prompt());
      long growth = usage(to).prompt() - usage(from).prompt();
      return new LookingStretch(
          agent,
          calls.get(from),
          context,
          new Stretch((long) to - from, growth, output),
          (long) end - to - 1);
    }

    private Usage usage(int place) {
      return calls.get(place).answer().usage();
    }

    private boolean shrinks(int place) {
      return usage(place).prompt() < usage(place - 1).prompt();
    }

    private boolean looks(int place) {
      boolean called = false;
      Set<Integer> answer = new HashSet<>(calls.get(place).answer().blocks());
      for (int id : answer) {
        Block block = blocks.get(id);
        if (block == null || block.origin() == Origin.INSTRUCTION) {
          return false;
        }
        if (block.origin() == Origin.TOOL_CALL) {
          if (block.tool() == null || ENDING.contains(block.tool())) {
            return false;
          }
          called = true;
        }
      }
      for (int id : calls.get(place + 1).prompt().added()) {
        Block block = blocks.get(id);
        if (!answer.contains(id) && (block == null || block.origin() != Origin.TOOL_RESULT)) {
          return false;
        }
      }
      return called;
    }
  }
}
