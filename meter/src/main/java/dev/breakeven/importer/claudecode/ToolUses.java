package dev.breakeven.importer.claudecode;

import dev.breakeven.json.JsonTree;
import dev.breakeven.trace.Agent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A session's tool calls, and which sub-agent was started by which.
final class ToolUses {
  private final Map<String, ToolUse> byId = new HashMap<>(256);

  /// The block of the call that a block is the result of, by the result's; 0 for others.
  private int[] callOfResult = new int[64];

  private final Map<String, List<ToolUse>> unclaimed = new HashMap<>();
  private final Map<String, String> startedBy = new LinkedHashMap<>();
  private final Map<String, Entry.Child> told = new HashMap<>();

  /// One tool call.
  ///
  /// @param id the provider's id of it
  /// @param block its block
  /// @param agent the agent that wrote it
  /// @param tool the tool's name
  /// @param target the sub-agent or task it speaks of, null if none
  record ToolUse(String id, int block, String agent, String tool, @Nullable String target) {
    /// Whether it starts a sub-agent.
    boolean delegates() {
      return isDelegation(tool);
    }

    /// Whether its result may bring what a sub-agent reports.
    boolean collects() {
      return isCollection(tool);
    }
  }

  /// Whether the input of calls of `tool` is looked at.
  static boolean reads(String tool) {
    return isDelegation(tool) || isCollection(tool);
  }

  private static boolean isCollection(String tool) {
    return switch (tool) {
      case "TaskOutput", "AgentOutputTool", "AgentOutput" -> true;
      default -> false;
    };
  }

  static boolean isDelegation(String tool) {
    return tool.equals("Agent") || tool.equals("Task");
  }

  void add(String id, int block, String agent, Entry.Part part) {
    String tool = EntryReader.orEmpty(part.tool());
    var use = new ToolUse(id, block, agent, tool, null);
    if (use.delegates() || use.collects()) {
      JsonNode input = input(part.text());
      String target = input.path("task_id").asString(input.path("agentId").asString(""));
      use = new ToolUse(id, block, agent, tool, target.isEmpty() ? null : target);
      String prompt = input.path("prompt").asString("");
      if (use.delegates() && !prompt.isEmpty()) {
        unclaimed.computeIfAbsent(prompt, key -> new ArrayList<>()).add(use);
      }
    }
    byId.putIfAbsent(id, use);
  }

  private static JsonNode input(@Nullable String text) {
    try {
      return JsonTree.of(text == null ? "{}" : text);
    } catch (JacksonException e) {
      return JsonTree.of("{}");
    }
  }

  @Nullable ToolUse find(@Nullable String id) {
    return id == null ? null : byId.get(id);
  }

  /// Notes that the block `result` answers `use`.
  void answered(int result, ToolUse use) {
    if (result >= callOfResult.length) {
      callOfResult = Arrays.copyOf(callOfResult, 2 * result);
    }
    callOfResult[result] = use.block();
  }

  /// Whether the block `other` is the result of a tool call after the one at `call`.
  boolean isLaterResult(int other, int call) {
    return other < callOfResult.length && callOfResult[other] > call;
  }

  /// Notes that `agent` was started by the tool call `id`; the first word counts.
  void started(String agent, String id) {
    startedBy.putIfAbsent(agent, id);
  }

  /// Notes what the result of a tool call tells of the sub-agent that made it.
  void told(Entry.Child child) {
    if (child.agent() != null && !child.launched()) {
      told.put(child.agent(), child);
    }
  }

  /// The sub-agents that are known to have been started, in the order of that.
  Set<String> started() {
    return Collections.unmodifiableSet(startedBy.keySet());
  }

  /// What is known of `agent` from the result that it made.
  Agent.Unlogged known(String agent) {
    Entry.Child child = told.get(agent);
    return child == null
        ? new Agent.Unlogged(null, null)
        : new Agent.Unlogged(
            child.toolUses() < 0 ? null : child.toolUses(),
            child.milliseconds() < 0 ? null : Duration.ofMillis(child.milliseconds()));
  }

  /// Whether `agent` is known to have been started.
  boolean knows(String agent) {
    return startedBy.containsKey(agent);
  }

  /// The tool call that started `agent`, null if it was not found.
  @Nullable ToolUse starter(String agent) {
    ToolUse use = find(startedBy.get(agent));
    return use != null && use.delegates() ? use : null;
  }

  /// Takes `prompt` as the beginning of `agent` if nothing else says who started it.
  void claim(String agent, String prompt) {
    List<ToolUse> uses = unclaimed.getOrDefault(prompt, List.of());
    if (starter(agent) == null) {
      for (ToolUse use : uses) {
        if (!startedBy.containsValue(use.id())) {
          startedBy.put(agent, use.id());
          return;
        }
      }
    }
  }
}
