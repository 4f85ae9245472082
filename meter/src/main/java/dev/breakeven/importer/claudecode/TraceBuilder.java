package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.claudecode.ToolUses.ToolUse;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.wire.WireUsage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the trace of a session that was read to its end.
final class TraceBuilder {
  private final Material material;
  private final HealthLog health;
  private final Map<String, Agent> agents = new LinkedHashMap<>();

  /// What was read.
  ///
  /// @param conversations in the order in which they came up
  /// @param turns in the order in which they were read
  record Material(
      List<Conversation> conversations, List<Turn> turns, Blocks blocks, ToolUses tools) {}

  TraceBuilder(Material material, HealthLog health) {
    this.material = material;
    this.health = health;
  }

  /// The trace, empty if no call was billed to the session.
  ///
  /// @param labels what it belongs to
  Optional<Trace> build(Map<String, String> labels) {
    if (material.turns().isEmpty()) {
      return Optional.empty();
    }
    var calls = new ArrayList<Call>(material.turns().size());
    for (Turn turn : material.turns()) {
      count(turn);
      calls.add(turn.call());
      WireUsage usage = turn.usage();
      if (usage != null && !usage.elsewhere().isEmpty()) {
        calls.addAll(beside(turn, usage));
      }
    }
    calls.sort((one, other) -> one.timing().start().compareTo(other.timing().start()));
    for (Conversation conversation : material.conversations()) {
      add(conversation, new HashSet<>());
    }
    return Optional.of(
        new Trace(
            labels,
            List.copyOf(agents.values()),
            material.blocks().of(agents.keySet()),
            calls,
            Map.of()));
  }

  private void count(Turn turn) {
    health.count(Count.CALLS);
    WireUsage usage = turn.usage();
    if (usage == null) {
      health.count(Count.MISSING_USAGE);
    } else if (usage.lifeAssumed()) {
      health.count(Count.LIFE_ASSUMED);
    }
    if (turn.stop() == null) {
      health.count(Count.UNFINISHED);
    }
  }

  /// The calls of other models within one answer.
  private static List<Call> beside(Turn turn, WireUsage usage) {
    Purchase bought = usage.bought().withoutTools();
    var calls = new ArrayList<Call>();
    for (WireUsage.Share share : usage.elsewhere()) {
      Standing standing = turn.conversation.beside(share.kind(), share.model());
      int number = standing.nextTurn();
      calls.add(
          new Call(
              standing.agent + "#" + number,
              standing.agent,
              number,
              new Prompt(0, List.of(), List.of()),
              new Call.Answer(List.of(), turn.stop(), share.usage(), Known.BILLED, null, bought),
              turn.call().timing()));
    }
    return calls;
  }

  /// Adds the agents of `conversation`, those of its parent first.
  private void add(Conversation conversation, Set<String> children) {
    if (agents.containsKey(conversation.id)
        || conversation.standings().isEmpty()
        || !children.add(conversation.id)) {
      return;
    }
    ToolUse starter = material.tools().starter(conversation.id);
    String parent = starter == null ? null : starter.agent();
    if (parent != null) {
      named(parent).ifPresent(other -> add(other, children));
    } else if (!conversation.id.equals(ClaudeSession.MAIN)) {
      named(ClaudeSession.MAIN).ifPresent(main -> add(main, children));
      parent = ClaudeSession.MAIN;
    }
    String known = parent != null && agents.containsKey(parent) ? parent : null;
    Integer instruction =
        known == null || starter == null ? null : Integer.valueOf(starter.block());
    Role role = role(conversation, instruction);
    if (role == Role.EXECUTOR && instruction == null) {
      health.count(Count.UNLINKED);
    }
    for (Standing standing : conversation.standings()) {
      agents.put(
          standing.agent, new Agent(standing.agent, role, standing.model, known, instruction));
    }
  }

  private Optional<Conversation> named(String agent) {
    return material.conversations().stream()
        .filter(conversation ->
            conversation.standings().stream().anyMatch(standing -> standing.agent.equals(agent)))
        .findFirst();
  }

  private Role role(Conversation conversation, @Nullable Integer instruction) {
    boolean own =
        conversation.id.equals(ClaudeSession.MAIN)
            || conversation.id.startsWith(ClaudeSession.COMPACTION);
    if (instruction != null || !own) {
      return Role.EXECUTOR;
    }
    return delegates() ? Role.ORCHESTRATOR : Role.SOLO;
  }

  private boolean delegates() {
    if (!material.blocks().instructs()) {
      return false;
    }
    for (Turn turn : material.turns()) {
      if (turn.conversation.id.equals(ClaudeSession.MAIN)) {
        for (int block : turn.answer) {
          if (material.blocks().at(block).origin() == Origin.INSTRUCTION) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
