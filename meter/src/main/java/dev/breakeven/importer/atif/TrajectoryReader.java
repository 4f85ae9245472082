package dev.breakeven.importer.atif;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Dialogue.Piece;
import dev.breakeven.importer.Dialogue.Reply;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Messages;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.Buying;
import dev.breakeven.wire.LoggedUsage;
import dev.breakeven.wire.WireUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Tells a trajectory, its continuations and its sub-agents as one trace.
final class TrajectoryReader {
  private final TrajectoryIndex library;
  private final HealthLog health;
  private final JsonInputs json;
  private final Messages messages = new Messages();
  private final Set<JsonNode> told;
  private int children;

  /// @param told what is part of a trace already; grows
  TrajectoryReader(TrajectoryIndex library, Set<JsonNode> told, HealthLog health, JsonInputs json) {
    this.library = library;
    this.told = told;
    this.health = health;
    this.json = json;
  }

  /// The trace of `root`; empty if no model was asked.
  Optional<Trace> tell(Trajectory root) {
    String id = root.id();
    String file = root.input().name();
    var draft = new Draft("atif", id == null ? file : id, file, health);
    draft.label("agent", Values.first(root.json().path("agent"), "name"));
    draft.label("project", Values.first(root.json().path("extra"), "project"));
    String named = Values.first(root.own(), "agent");
    Dialogue dialogue = draft.dialogue(named == null ? Draft.MAIN : named);
    dialogue.as(Values.first(root.own(), "role"));
    if (Role.EXECUTOR.key().equals(Values.first(root.own(), "role"))) {
      dialogue.under(null, null);
    }
    tell(root, dialogue, draft);
    return draft.trace();
  }

  private void tell(Trajectory first, Dialogue dialogue, Draft draft) {
    Optional<Trajectory> at = Optional.of(first);
    while (at.isPresent() && told.add(at.get().json())) {
      Trajectory part = at.get();
      if (!part.equals(first)) {
        dialogue.cut(0);
      }
      JsonNode tools = part.json().path("agent").path("tool_definitions");
      if (tools.isArray() && !tools.isEmpty()) {
        dialogue.append(Origin.TOOLS, null, tools.toString());
      }
      for (JsonNode step : part.json().path("steps")) {
        String where = part.input().name() + " step " + step.path("step_id").asLong(0);
        json.take(where, () -> step(step, part, dialogue, draft));
      }
      for (Trajectory embedded : part.embedded()) {
        begin(embedded, dialogue, draft, null);
      }
      at = library.next(part);
    }
  }

  private void step(JsonNode step, Trajectory trajectory, Dialogue dialogue, Draft draft) {
    String source = step.path("source").asString("");
    switch (source) {
      case "user" -> say(step, Origin.USER, dialogue);
      case "system" -> {
        JsonNode change = step.path("extra").path("context_management");
        if (change.isObject()) {
          change(step, change, dialogue);
          return;
        }
        say(step, Origin.SYSTEM, dialogue);
        List<Integer> context = dialogue.context();
        observe(
            step,
            trajectory,
            dialogue,
            draft,
            Map.of(),
            context.isEmpty() ? null : context.getLast());
      }
      case "agent" -> agent(step, trajectory, dialogue, draft);
      default -> health.unknown("step of " + (source.isEmpty() ? "nobody" : source));
    }
  }

  /// What a step did to the prompt: what it observed replaces all that came before, or follows it;
  /// what was cut out is not said.
  private void change(JsonNode step, JsonNode change, Dialogue dialogue) {
    if (change.path("boundary").asString("").equals("replace")) {
      health.count(Count.COMPACTED);
      dialogue.cut(0);
    }
    for (JsonNode result : step.path("observation").path("results")) {
      var content = JsonNodeFactory.instance.objectNode().put("role", "user");
      content.set("content", result.path("content"));
      messages.one(content).forEach(piece -> dialogue.append(Origin.SUMMARY, null, piece.text()));
    }
  }

  private void say(JsonNode step, Origin origin, Dialogue dialogue) {
    for (Piece piece : message(step, "user")) {
      dialogue.append(origin, null, piece.text());
    }
  }

  /// The message of `step` as one of `role`.
  private List<Piece> message(JsonNode step, String role) {
    var message = JsonNodeFactory.instance.objectNode();
    message.put("role", role);
    message.set("content", step.path("message").isMissingNode() ? null : step.path("message"));
    String reasoning = Values.first(step, "reasoning_content");
    if (reasoning != null) {
      message.put("reasoning_content", reasoning);
    }
    return messages.one(message);
  }

  private void agent(JsonNode step, Trajectory trajectory, Dialogue dialogue, Draft draft) {
    var answer = new ArrayList<Integer>(dialogue.answered(message(step, "assistant")));
    var calls = new HashMap<String, Integer>();
    for (JsonNode call : step.path("tool_calls")) {
      JsonNode arguments = call.path("arguments");
      int block =
          draft.block(
              Origin.TOOL_CALL,
              dialogue.id(),
              Values.first(call, "function_name"),
              arguments.isMissingNode() ? null : arguments.toString());
      answer.add(block);
      calls.put(call.path("tool_call_id").asString(""), block);
    }
    boolean copied = step.path("is_copied_context").asBoolean(false);
    boolean asked = step.path("llm_call_count").asLong(1) > 0;
    if (copied || !asked) {
      answer.forEach(dialogue::append);
    } else {
      call(step, trajectory, dialogue, answer);
    }
    observe(step, trajectory, dialogue, draft, calls, answer.isEmpty() ? null : answer.getLast());
  }

  private void call(JsonNode step, Trajectory trajectory, Dialogue dialogue, List<Integer> answer) {
    JsonNode metrics = step.path("metrics");
    Instant time = Values.time(step.path("timestamp"));
    if (time == null) {
      health.count(Count.UNTIMED);
    }
    String named = Values.model(step, "model_name");
    String model =
        named.equals("unknown")
            ? Values.model(trajectory.json().path("agent"), "model_name")
            : named;
    String known = Values.first(metrics.path("extra"), "known");
    dialogue.answer(
        answer,
        new Reply(
            model,
            usage(metrics),
            known == null ? Known.BILLED : Known.ofKey(known),
            Values.first(step.path("extra"), "stop_reason"),
            Values.cost(metrics.path("cost_usd")),
            bought(metrics.path("extra"), step.path("extra"))),
        Values.orEpoch(time),
        Values.orEpoch(time));
  }

  private Purchase bought(JsonNode metrics, JsonNode step) {
    try {
      Purchase bought = Buying.told(metrics).plus(Buying.told(step));
      for (JsonNode way : metrics.path("ways")) {
        bought = bought.plus(Buying.of(way.asString("")));
      }
      return bought.plus(Buying.tools(metrics.path("tools")));
    } catch (IllegalArgumentException e) {
      health.unknown("way of buying of another form");
      return Purchase.STANDARD;
    }
  }

  /// The prompt includes what was read; what was written has no field of its own before 1.7, and is
  /// looked for among the extras.
  private Usage usage(JsonNode metrics) {
    if (!metrics.isObject()) {
      return Usage.NONE;
    }
    JsonNode extra = metrics.path("extra");
    JsonNode written =
        extra.has("cache_creation_input_tokens")
            ? extra.path("cache_creation_input_tokens")
            : extra.path("cache_write_tokens");
    JsonNode lives = extra.path("cache_creation");
    if (lives.isObject()) {
      return LoggedUsage.whole(
          metrics.path("prompt_tokens"),
          new LoggedUsage.Lives(
              lives.path("ephemeral_5m_input_tokens"), lives.path("ephemeral_1h_input_tokens")),
          metrics.path("cached_tokens"),
          metrics.path("completion_tokens"));
    }
    WireUsage usage =
        new LoggedUsage(
                metrics.path("prompt_tokens"),
                written,
                metrics.path("cached_tokens"),
                metrics.path("completion_tokens"))
            .whole();
    if (usage.lifeAssumed()) {
      health.count(Count.LIFE_ASSUMED);
    }
    return usage.usage();
  }

  /// What came back on a step, reports of sub-agents among it.
  ///
  /// @param last the block that a sub-agent's start is put down to where no tool call is named
  private void observe(
      JsonNode step,
      Trajectory trajectory,
      Dialogue dialogue,
      Draft draft,
      Map<String, Integer> calls,
      @Nullable Integer last) {
    for (JsonNode result : step.path("observation").path("results")) {
      Integer call = calls.get(result.path("source_call_id").asString(""));
      JsonNode references = result.path("subagent_trajectory_ref");
      boolean delegated = references.isArray() && !references.isEmpty();
      if (delegated && call != null) {
        draft.turnInto(call, Origin.INSTRUCTION);
      }
      String tool = call == null ? null : draft.at(call).tool();
      var content = JsonNodeFactory.instance.objectNode().put("role", "user");
      content.set(
          "content", result.path("content").isMissingNode() ? null : result.path("content"));
      for (Piece piece : messages.one(content)) {
        dialogue.append(delegated ? Origin.REPORT : Origin.TOOL_RESULT, tool, piece.text());
      }
      for (JsonNode reference : references) {
        delegated(reference, trajectory, dialogue, draft, call == null ? last : call);
      }
    }
  }

  private void delegated(
      JsonNode reference,
      Trajectory trajectory,
      Dialogue dialogue,
      Draft draft,
      @Nullable Integer block) {
    Optional<Trajectory> child = library.find(reference, trajectory);
    if (child.isEmpty()) {
      health.unknown("sub-agent whose trajectory is not there");
      return;
    }
    begin(child.get(), dialogue, draft, block);
  }

  private void begin(Trajectory child, Dialogue dialogue, Draft draft, @Nullable Integer block) {
    if (told.contains(child.json())) {
      return;
    }
    children++;
    String id = child.id();
    Dialogue below = draft.dialogue(id == null || draft.has(id) ? "sub." + children : id);
    String role = Values.first(child.own(), "role");
    below.as(role);
    boolean own = Role.SOLO.key().equals(role) || Role.ORCHESTRATOR.key().equals(role);
    if (!own) {
      below.under(dialogue, block);
    } else if (child.own().has("parent")) {
      below.beside(dialogue);
    }
    tell(child, below, draft);
  }
}
