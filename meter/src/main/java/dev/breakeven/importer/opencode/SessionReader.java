package dev.breakeven.importer.opencode;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Dialogue.Reply;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.LoggedUsage;
import dev.breakeven.wire.WireUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Tells the sessions of one trace, message by message.
final class SessionReader {
  private static final Set<String> DELEGATES = Set.of("task", "subagent");

  private final Draft draft;
  private final String root;
  private final Copies copies;
  private final HealthLog health;

  /// The tool call that started a session, by that session's id.
  private final Map<String, Start> starts = new HashMap<>();

  private record Start(Dialogue dialogue, int block) {}

  SessionReader(Draft draft, String root, Copies copies, HealthLog health) {
    this.draft = draft;
    this.root = root;
    this.copies = copies;
    this.health = health;
  }

  /// Tells `stored`; the session that started it was told before.
  void tell(StoredSession stored) {
    Dialogue dialogue = draft.dialogue(stored.id().equals(root) ? Draft.MAIN : stored.id());
    String parent = stored.parent();
    if (parent != null) {
      Start start = starts.get(stored.id());
      Dialogue above =
          start == null
              ? draft.dialogue(parent.equals(root) ? Draft.MAIN : parent)
              : start.dialogue();
      dialogue.under(above, start == null ? null : start.block());
    }
    if (stored.orphans() > 0) {
      health.unknown("parts without their message");
    }
    dialogue.append(Origin.UNSEEN, null, null);
    for (StoredSession.Message message : stored.messages(health)) {
      List<JsonNode> parts = message.parts();
      switch (message.data().path("role").asString("")) {
        case "user" -> user(dialogue, parts);
        case "assistant" -> {
          if (copies.isCopy(message, stored.id()) && stored.hasRow()) {
            health.count(Count.REPEATED);
            copied(dialogue, message, parts);
          } else {
            assistant(dialogue, message, parts);
          }
        }
        case "compaction" -> compact(dialogue, parts);
        case "switch" -> {}
        default -> health.unknown("role " + message.data().path("role").asString("?"));
      }
    }
  }

  private void user(Dialogue dialogue, List<JsonNode> parts) {
    for (JsonNode part : parts) {
      switch (part.path("type").asString("")) {
        case "text" -> {
          if (!part.path("ignored").asBoolean(false)) {
            dialogue.append(Origin.USER, null, Values.first(part, "text"));
          }
        }
        case "file", "subtask" -> dialogue.append(Origin.USER, null, Values.first(part, "prompt"));
        case "agent", "compaction", "snapshot", "patch" -> {}
        default -> health.unknown("part " + part.path("type").asString("?"));
      }
    }
  }

  /// A message is one answer, or in old versions several: then each ends with a `step-finish`.
  private void assistant(Dialogue dialogue, StoredSession.Message message, List<JsonNode> parts) {
    JsonNode data = message.data();
    boolean failed = data.path("error").isObject();
    if (failed) {
      health.count(Count.FAILED);
    }
    var steps = new ArrayList<JsonNode>();
    parts.stream().filter(part -> isType(part, "step-finish")).forEach(steps::add);
    boolean tokens = data.path("tokens").path("output").asLong(0) > 0;
    if (failed && !tokens && steps.isEmpty() && parts.stream().noneMatch(this::isSaid)) {
      return;
    }
    if (steps.size() <= 1) {
      answer(dialogue, message, parts, data);
    } else {
      var step = new ArrayList<JsonNode>();
      for (JsonNode part : parts) {
        step.add(part);
        if (isType(part, "step-finish")) {
          answer(dialogue, message, step, part);
          step.clear();
        }
      }
      step.forEach(part -> said(dialogue, part, new ArrayList<>(), new ArrayList<>()));
    }
    if (data.path("summary").asBoolean(false)) {
      compact(dialogue, parts);
    }
  }

  /// A copy was billed where it stood first; here it is a part of the next prompt only.
  private void copied(Dialogue dialogue, StoredSession.Message message, List<JsonNode> parts) {
    var answer = new ArrayList<Integer>();
    var results = new ArrayList<Integer>();
    parts.forEach(part -> said(dialogue, part, answer, results));
    answer.forEach(dialogue::append);
    results.forEach(dialogue::append);
    if (message.data().path("summary").asBoolean(false)) {
      compact(dialogue, parts);
    }
  }

  /// @param billed what holds the tokens and the cost: the message, or a step's end
  private void answer(
      Dialogue dialogue, StoredSession.Message message, List<JsonNode> parts, JsonNode billed) {
    var answer = new ArrayList<Integer>();
    var results = new ArrayList<Integer>();
    parts.forEach(part -> said(dialogue, part, answer, results));
    Usage usage = usage(billed.path("tokens"));
    String stop = Values.first(billed, "finish", "reason");
    boolean recorded = !isNothing(usage) || stop != null;
    if (stop == null) {
      health.count(Count.UNFINISHED);
    }
    String model = Values.first(message.data(), "modelID");
    Instant end = completed(message);
    dialogue.answer(
        answer,
        Reply.of(model == null ? "unknown" : model, recorded ? usage : Usage.NONE)
            .stopped(stop)
            .costing(recorded ? Values.cost(billed.path("cost")) : null),
        message.time(),
        end == null ? message.time() : end);
    results.forEach(dialogue::append);
  }

  private @Nullable Instant completed(StoredSession.Message message) {
    try {
      return Values.time(message.data().path("time").path("completed"));
    } catch (IllegalArgumentException e) {
      health.unknown("time of another form");
      return null;
    }
  }

  private void said(Dialogue dialogue, JsonNode part, List<Integer> answer, List<Integer> results) {
    String type = part.path("type").asString("");
    switch (type) {
      case "text" ->
          answer.add(draft.block(Origin.TEXT, dialogue.id(), null, Values.first(part, "text")));
      case "reasoning" ->
          answer.add(draft.block(Origin.THINKING, dialogue.id(), null, Values.first(part, "text")));
      case "tool" -> tool(dialogue, part, answer, results);
      case "step-start", "step-finish", "patch", "snapshot", "retry", "file", "compaction" -> {}
      default -> health.unknown("part " + (type.isEmpty() ? "?" : type));
    }
  }

  private void tool(Dialogue dialogue, JsonNode part, List<Integer> answer, List<Integer> results) {
    String tool = Values.first(part, "tool");
    JsonNode state = part.path("state");
    boolean delegates = tool != null && DELEGATES.contains(tool);
    JsonNode input = state.path("input");
    int call =
        draft.block(
            delegates ? Origin.INSTRUCTION : Origin.TOOL_CALL,
            dialogue.id(),
            tool,
            input.isMissingNode() ? null : input.toString());
    answer.add(call);
    String child = Values.first(state.path("metadata"), "sessionId", "sessionID");
    if (delegates && child != null) {
      starts.putIfAbsent(child, new Start(dialogue, call));
    }
    String output = Values.first(state, "output", "error");
    if (output != null) {
      results.add(
          draft.block(delegates ? Origin.REPORT : Origin.TOOL_RESULT, dialogue.id(), tool, output));
    }
  }

  /// The answer was a summary: from now on it stands for all that was before.
  private void compact(Dialogue dialogue, List<JsonNode> parts) {
    health.count(Count.COMPACTED);
    dialogue.cut(1);
    for (JsonNode part : parts) {
      if (isType(part, "text")) {
        dialogue.append(Origin.SUMMARY, null, Values.first(part, "text"));
      }
    }
  }

  private boolean isSaid(JsonNode part) {
    return isType(part, "text") || isType(part, "reasoning") || isType(part, "tool");
  }

  private static boolean isType(JsonNode part, String type) {
    return part.path("type").asString("").equals(type);
  }

  private static boolean isNothing(Usage usage) {
    return usage.counts().values().stream().allMatch(tokens -> tokens.count() == 0);
  }

  /// The input leaves out what was cached. The output leaves out reasoning, unless the total, where
  /// there is one, says otherwise.
  private Usage usage(JsonNode tokens) {
    if (!tokens.isObject()) {
      return Usage.NONE;
    }
    JsonNode cache = tokens.path("cache");
    try {
      WireUsage usage =
          new LoggedUsage(
                  tokens.path("input"), cache.path("write"), cache.path("read"), output(tokens))
              .apart();
      if (usage.lifeAssumed()) {
        health.count(Count.LIFE_ASSUMED);
      }
      return usage.usage();
    } catch (IllegalArgumentException e) {
      health.unknown("tokens of another form");
      return Usage.NONE;
    }
  }

  private static JsonNode output(JsonNode tokens) {
    JsonNode output = tokens.path("output");
    long reasoning = tokens.path("reasoning").asLong(0);
    long beside =
        tokens.path("input").asLong(0)
            + tokens.path("cache").path("read").asLong(0)
            + tokens.path("cache").path("write").asLong(0);
    long total = tokens.path("total").asLong(0);
    boolean included = total > 0 && total == beside + output.asLong(0);
    return reasoning <= 0 || included || !output.isIntegralNumber()
        ? output
        : JsonNodeFactory.instance.numberNode(output.asLong(0) + reasoning);
  }
}
