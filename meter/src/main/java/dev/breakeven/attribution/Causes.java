package dev.breakeven.attribution;

import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Origin;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which delegation each block belongs to, and who produced it.
///
/// A trace does not say which instruction a report answers. Within an agent, a report answers its
/// oldest unanswered instruction to the same tool.
final class Causes {
  private static final int NONE = -1;

  private final Roll roll;
  private final int[] instructionOf;
  private final Map<Integer, Agent> executors = new HashMap<>();
  private final Map<String, Agent> agents = new HashMap<>();
  private boolean delegated;

  Causes(Roll roll) {
    this.roll = roll;
    instructionOf = new int[roll.blocks()];
    Arrays.fill(instructionOf, NONE);
    for (int agent = 0; agent < roll.agents(); agent++) {
      agents.put(roll.agent(agent).id(), roll.agent(agent));
      Integer instruction = roll.agent(agent).instruction();
      if (instruction != null) {
        executors.putIfAbsent(instruction, roll.agent(agent));
      }
    }
    for (int agent = 0; agent < roll.agents(); agent++) {
      pair(agent);
    }
  }

  private void pair(int agent) {
    var open = new ArrayDeque<Block>();
    for (int index : roll.callsOf(agent)) {
      if (!open.isEmpty()) {
        for (int place : roll.added(index)) {
          answer(open, place);
        }
      }
      for (int place : roll.answered(index)) {
        Block block = roll.block(place);
        if (calls(block)) {
          open.add(block);
          instructionOf[place] = block.id();
          delegated |= block.origin() == Origin.INSTRUCTION;
        }
      }
    }
  }

  /// Whether `block` calls another agent in: an instruction, or a tool call that an agent names.
  private boolean calls(Block block) {
    return block.origin() == Origin.INSTRUCTION
        || (block.origin() == Origin.TOOL_CALL && executors.containsKey(block.id()));
  }

  private void answer(ArrayDeque<Block> open, int place) {
    Block block = roll.block(place);
    boolean result =
        switch (block.origin()) {
          case REPORT, RECEIPT, ADVICE, TOOL_RESULT -> true;
          case SYSTEM,
              TOOLS,
              USER,
              TEXT,
              THINKING,
              TOOL_CALL,
              INSTRUCTION,
              JUDGE,
              FINDINGS,
              PLAN,
              HANDOVER,
              SUMMARY,
              UNSEEN ->
              false;
        };
    if (!result || instructionOf[place] != NONE) {
      return;
    }
    for (Block instruction : open) {
      if (Objects.equals(instruction.tool(), block.tool()) || block.origin().returned()) {
        open.remove(instruction);
        instructionOf[place] = instruction.id();
        return;
      }
    }
  }

  /// Whether any agent wrote an instruction.
  boolean delegated() {
    return delegated;
  }

  /// The instruction that the block at `place` is, or reports on; null if neither.
  @Nullable Integer instruction(int place) {
    return instructionOf[place] == NONE ? null : instructionOf[place];
  }

  /// Whose doing it is that the block at `place`, -1 for an unseen one, stands in the account of
  /// `payer` since its turn `turn`.
  Cause of(int place, Agent payer, int turn) {
    if (place < 0) {
      return new Cause(payer, payer.instruction(), turn, null);
    }
    Block block = roll.block(place);
    Integer own = instruction(place);
    Integer delegation = own == null ? payer.instruction() : own;
    return new Cause(producer(block, own, payer), delegation, turn, block.tool());
  }

  private Agent producer(Block block, @Nullable Integer instruction, Agent payer) {
    return switch (block.origin()) {
      case REPORT, RECEIPT, ADVICE -> {
        Agent executor = instruction == null ? null : executors.get(instruction);
        yield executor == null ? agents.getOrDefault(block.agent(), payer) : executor;
      }
      case USER, PLAN -> {
        Agent parent = payer.parent() == null ? null : agents.get(payer.parent());
        yield parent == null ? payer : parent;
      }
      case SYSTEM,
          TOOLS,
          TEXT,
          THINKING,
          TOOL_CALL,
          TOOL_RESULT,
          INSTRUCTION,
          JUDGE,
          FINDINGS,
          HANDOVER,
          SUMMARY,
          UNSEEN ->
          agents.getOrDefault(block.agent(), payer);
    };
  }
}
