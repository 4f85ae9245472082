package dev.breakeven.importer.inspect;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Dialogue.Piece;
import dev.breakeven.importer.Dialogue.Reply;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Messages;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.Buying;
import dev.breakeven.wire.LoggedUsage;
import dev.breakeven.wire.WireUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One sample: its model events, and whose they are by the spans they stand in.
final class InspectSample {
  private static final String ATTACHMENT = "attachment://";

  private final JsonNode sample;
  private final HealthLog health;
  private final JsonInputs json;
  private final String where;
  private final Draft draft;
  private final Messages messages;
  private final Map<String, JsonNode> spans = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  /// The tool call by its id.
  private final Map<String, Integer> calls = new HashMap<>();

  /// The tool call that began an agent's span, by the span's id.
  private final Map<String, String> starters = new HashMap<>();

  InspectSample(JsonNode sample, String session, Input input, HealthLog health, JsonInputs json) {
    this.sample = sample;
    this.json = json;
    where = input.name() + " sample " + session;
    this.health = health;
    draft = new Draft("inspect", session, input.name(), health);
    messages = new Messages(this::attached);
  }

  /// The trace; empty if no model was asked.
  Optional<Trace> trace() {
    if (!sample.path("events").isArray()) {
      throw new IllegalArgumentException("expected a sample with events, got none");
    }
    spans(sample.path("events"));
    events(sample.path("events"));
    for (String span : names.keySet()) {
      link(span);
    }
    return draft.trace();
  }

  /// Long texts stand once, beside the events.
  private String attached(String text) {
    if (!text.startsWith(ATTACHMENT)) {
      return text;
    }
    String kept =
        Values.first(sample.path("attachments"), text.substring(ATTACHMENT.length()).strip());
    return kept == null ? text : kept;
  }

  private void spans(JsonNode events) {
    for (JsonNode event : events) {
      if (event.path("event").asString("").equals("span_begin")) {
        spans.put(event.path("id").asString(""), event);
      }
      spans(event.path("events"));
    }
  }

  private void events(JsonNode events) {
    for (JsonNode event : events) {
      switch (event.path("event").asString("")) {
        case "model" ->
            json.take(where + " " + event.path("uuid").asString("?"), () -> model(event));
        case "tool" -> {
          String span = Values.first(event, "agent_span_id");
          String call = Values.first(event, "id");
          if (span != null && call != null) {
            starters.put(span, call);
          }
          events(event.path("events"));
        }
        case "subtask" -> events(event.path("events"));
        case "" -> health.unknown("event without a name");
        default -> {}
      }
    }
  }

  private void model(JsonNode event) {
    String id = Values.first(event, "uuid");
    if (id != null && !seen.add(id)) {
      health.count(Count.REPEATED);
      return;
    }
    if (event.path("cache").asString("").equals("read")) {
      health.count(Count.SYNTHETIC);
      return;
    }
    JsonNode output = event.path("output");
    JsonNode choice = output.path("choices").path(0);
    if (Values.first(event, "error") != null) {
      health.count(Count.FAILED);
      if (!output.path("usage").isObject()) {
        return;
      }
    }
    Dialogue dialogue = dialogue(agent(Values.first(event, "span_id")));
    var pieces = new ArrayList<Piece>();
    JsonNode tools = event.path("tools");
    if (tools.isArray() && !tools.isEmpty()) {
      pieces.add(new Piece(Origin.TOOLS, null, tools.toString()));
    }
    pieces.addAll(messages.all(event.path("input")));
    dialogue.prompt(pieces);
    List<Integer> answer = dialogue.answered(messages.one(choice.path("message")));
    remember(choice.path("message").path("tool_calls"), answer);
    Instant start = Values.orEpoch(Values.time(event.path("timestamp")));
    Instant end = Values.time(event.path("completed"));
    if (start.equals(Instant.EPOCH)) {
      health.count(Count.UNTIMED);
    }
    String model = Values.model(output, "model");
    JsonNode raw = event.path("call").path("response");
    dialogue.answer(
        answer,
        Reply.of(
                model.equals("unknown") ? Values.model(event, "model") : model,
                usage(output.path("usage"), event.path("model").asString("")))
            .stopped(Values.first(choice, "stop_reason"))
            .bought(Buying.told(raw).plus(Buying.told(raw.path("usage")))),
        start,
        end == null ? start : end);
  }

  private void remember(JsonNode toolCalls, List<Integer> answer) {
    List<Integer> blocks =
        answer.stream().filter(block -> draft.at(block).origin() == Origin.TOOL_CALL).toList();
    for (int i = 0; i < Math.min(blocks.size(), toolCalls.size()); i++) {
      calls.put(toolCalls.get(i).path("id").asString(""), blocks.get(i));
    }
  }

  /// The innermost span of an agent that `span` is or stands in; null for none.
  private @Nullable String agent(@Nullable String span) {
    var passed = new HashSet<String>();
    String at = span;
    while (at != null && passed.add(at)) {
      JsonNode begin = spans.get(at);
      if (begin == null) {
        return null;
      }
      if (begin.path("type").asString("").equals("agent")) {
        return at;
      }
      at = Values.first(begin, "parent_id");
    }
    return null;
  }

  private @Nullable String above(String span) {
    JsonNode begin = spans.get(span);
    return begin == null ? null : agent(Values.first(begin, "parent_id"));
  }

  /// The first agent that stands in no other is the main one, with what stands in no agent.
  private Dialogue dialogue(@Nullable String span) {
    if (span == null) {
      return draft.dialogue(Draft.MAIN);
    }
    boolean top = above(span) == null && !names.containsValue(Draft.MAIN);
    return draft.dialogue(names.computeIfAbsent(span, key -> top ? Draft.MAIN : key));
  }

  private void link(String span) {
    String name = names.getOrDefault(span, Draft.MAIN);
    String above = above(span);
    String call = starters.get(span);
    if (name.equals(Draft.MAIN) || (above == null && call == null)) {
      return;
    }
    Integer block = call == null ? null : calls.get(call);
    if (block != null) {
      draft.turnInto(block, Origin.INSTRUCTION);
    }
    draft
        .dialogue(name)
        .under(
            draft.dialogue(above == null ? Draft.MAIN : names.getOrDefault(above, Draft.MAIN)),
            block);
  }

  /// Whether the input includes what was cached differs by provider; the total tells.
  private Usage usage(JsonNode usage, String model) {
    if (!usage.isObject()) {
      return Usage.NONE;
    }
    JsonNode read = usage.path("input_tokens_cache_read");
    JsonNode written = usage.path("input_tokens_cache_write");
    var logged =
        new LoggedUsage(usage.path("input_tokens"), written, read, usage.path("output_tokens"));
    long both = usage.path("input_tokens").asLong(0) + usage.path("output_tokens").asLong(0);
    long total = usage.path("total_tokens").asLong(0);
    boolean apart = total > 0 ? total != both : model.startsWith("anthropic/");
    try {
      WireUsage result = apart ? logged.apart() : logged.whole();
      if (result.lifeAssumed()) {
        health.count(Count.LIFE_ASSUMED);
      }
      return result.usage();
    } catch (IllegalArgumentException e) {
      health.unknown("usage of another form");
      return Usage.NONE;
    }
  }
}
