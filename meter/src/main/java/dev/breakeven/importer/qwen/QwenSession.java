package dev.breakeven.importer.qwen;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Dialogue.Piece;
import dev.breakeven.importer.Dialogue.Reply;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.LoggedUsage;
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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/// One session of Qwen Code: its own lines, and those of its sub-agents.
final class QwenSession {
  private final HealthLog health;
  private final Draft draft;

  /// The answers billed so far, of all sessions: a branch has copies of lines under their ids.
  private final Set<String> billed;

  /// Requests that only telemetry may tell of, by id and tokens.
  private final Map<String, Request> requests = new LinkedHashMap<>();

  private final Set<String> seen = new HashSet<>();
  private final Set<String> answered = new HashSet<>();

  /// How long the prompt was behind each line, for going back.
  private final Map<String, Integer> lengths = new HashMap<>();

  /// The block of each tool call, by its id.
  private final Map<String, Integer> calls = new HashMap<>();

  private final Map<String, String> starters = new LinkedHashMap<>();
  private String agent = Draft.MAIN;
  private Instant last = Instant.EPOCH;

  /// What began a sub-agent.
  ///
  /// @param name the name of its log
  /// @param told what stands beside it, null for nothing
  record Start(String name, @Nullable JsonNode told) {}

  private record Request(JsonNode event, Instant time) {}

  QwenSession(String id, Input input, HealthLog health, Set<String> billed) {
    this.health = health;
    this.billed = billed;
    draft = new Draft("qwen-code", id, input.name(), health);
  }

  /// Begins with the lines of another log: the session's own, or a sub-agent's.
  void begin(@Nullable Start start) {
    last = Instant.EPOCH;
    lengths.clear();
    if (start == null) {
      agent = Draft.MAIN;
      return;
    }
    String file = start.name().substring(start.name().lastIndexOf('/') + 1);
    String named = start.told() == null ? null : Values.first(start.told(), "agentId");
    String call = start.told() == null ? null : Values.first(start.told(), "toolUseId");
    agent = named == null ? file : named;
    starters.put(agent, call == null ? "" : call);
  }

  /// The trace, empty if no model was asked.
  Optional<Trace> trace() {
    starters.forEach((name, call) -> {
      Integer block = calls.get(call);
      if (block != null) {
        draft.turnInto(block, Origin.INSTRUCTION);
      }
      draft.dialogue(name).under(draft.dialogue(Draft.MAIN), block);
    });
    requests.forEach((key, request) -> {
      if (!answered.contains(tokens(request.event()))) {
        unseen(request);
      }
    });
    return draft.trace();
  }

  /// Takes in a line.
  void line(JsonNode line) {
    String uuid = Values.first(line, "uuid");
    JsonNode usage = line.path("usageMetadata");
    String id = uuid == null ? line.toString() : uuid;
    if (!seen.add(id + (usage.isObject() ? " usage" : ""))) {
      health.count(Count.REPEATED);
      return;
    }
    draft.label("project", Values.first(line, "cwd"));
    Instant time = Values.orEpoch(Values.time(line.path("timestamp")));
    String type = line.path("type").asString("");
    switch (type) {
      case "user", "tool_result" -> said(pieces(line, Origin.USER));
      case "assistant" -> assistant(id, line, time);
      case "system" -> system(line, time);
      default -> health.unknown("line " + (type.isEmpty() ? "without a type" : type));
    }
    last = time.equals(Instant.EPOCH) ? last : time;
    lengths.put(id, draft.dialogue(agent).context().size());
  }

  private void said(List<Piece> pieces) {
    Dialogue dialogue = draft.dialogue(agent);
    pieces.forEach(piece -> dialogue.append(piece.origin(), piece.tool(), piece.text()));
  }

  private static List<Piece> pieces(JsonNode line, Origin origin) {
    var pieces = new ArrayList<Piece>();
    for (JsonNode part : line.path("message").path("parts")) {
      JsonNode call = part.path("functionCall");
      JsonNode result = part.path("functionResponse");
      String text = Values.first(part, "text");
      if (call.isObject()) {
        pieces.add(
            new Piece(Origin.TOOL_CALL, Values.first(call, "name"), call.path("args").toString()));
      } else if (result.isObject()) {
        pieces.add(
            new Piece(
                Origin.TOOL_RESULT,
                Values.first(result, "name"),
                result.path("response").toString()));
      } else {
        boolean thought = part.path("thought").asBoolean(false);
        pieces.add(new Piece(thought ? Origin.THINKING : origin, null, text));
      }
    }
    return pieces;
  }

  /// An answer's usage may stand on a later line of the same id, or on none: then it is no call,
  /// but stands in prompts.
  private void assistant(String id, JsonNode line, Instant time) {
    List<Piece> pieces = pieces(line, Origin.TEXT);
    JsonNode metadata = line.path("usageMetadata");
    if (!metadata.isObject()) {
      said(pieces);
      return;
    }
    answered.add(
        metadata.path("promptTokenCount").asLong(0)
            + " "
            + metadata.path("candidatesTokenCount").asLong(0));
    if (!billed.add(id)) {
      health.count(Count.REPEATED);
      said(pieces);
      return;
    }
    if (time.equals(Instant.EPOCH)) {
      health.count(Count.UNTIMED);
    }
    Dialogue dialogue = draft.dialogue(agent);
    List<Integer> answer = dialogue.answered(pieces);
    int at = 0;
    for (JsonNode part : line.path("message").path("parts")) {
      String call = Values.first(part.path("functionCall"), "id");
      if (call != null) {
        calls.put(call, answer.get(at));
      }
      at++;
    }
    Usage usage =
        usage(
            metadata.path("promptTokenCount"),
            metadata.path("cachedContentTokenCount"),
            output(metadata));
    dialogue.answer(answer, Reply.of(Values.model(line, "model"), usage), last, time);
  }

  /// What was thought is within the answer or beside it, by provider; the total tells.
  private static JsonNode output(JsonNode metadata) {
    JsonNode answer = metadata.path("candidatesTokenCount");
    long prompt = metadata.path("promptTokenCount").asLong(0);
    long thoughts = metadata.path("thoughtsTokenCount").asLong(0);
    long total = metadata.path("totalTokenCount").asLong(0);
    boolean beside = total > 0 && total == prompt + answer.asLong(0) + thoughts;
    return beside && thoughts > 0 && answer.isIntegralNumber()
        ? JsonNodeFactory.instance.numberNode(answer.asLong(0) + thoughts)
        : answer;
  }

  private void system(JsonNode line, Instant time) {
    JsonNode payload = line.path("systemPayload");
    switch (line.path("subtype").asString("")) {
      case "ui_telemetry" -> {
        JsonNode event = payload.path("uiEvent");
        if (event.path("event.name").asString("").equals("qwen-code.api_response")) {
          requests.put(line.path("uuid") + " " + time, new Request(event, time));
        } else if (event.path("event.name").asString("").equals("qwen-code.api_error")) {
          health.count(Count.FAILED);
        }
      }
      case "rewind" -> {
        Integer length = lengths.get(payload.path("targetUuid").asString(""));
        if (length != null) {
          draft.dialogue(agent).cut(length);
        }
      }
      case "chat_compression" -> {
        health.count(Count.COMPACTED);
        Dialogue dialogue = draft.dialogue(agent);
        dialogue.cut(0);
        dialogue.append(Origin.SUMMARY, null, Values.first(payload, "summary"));
      }
      default -> {}
    }
  }

  /// Telemetry repeats each answer, and tells of requests for titles, summaries and the like, which
  /// have no line: these are calls beside the conversation.
  private void unseen(Request request) {
    JsonNode event = request.event();
    String id =
        event.path("response_id")
            + " "
            + event.path("prompt_id")
            + " "
            + tokens(event)
            + " "
            + request.time();
    Usage usage =
        usage(
            event.path("input_token_count"),
            event.path("cached_content_token_count"),
            event.path("output_token_count"));
    if (usage.counts().isEmpty() || !billed.add(id)) {
      return;
    }
    Dialogue beside = draft.dialogue("beside");
    beside.beside(draft.dialogue(Draft.MAIN));
    beside.answer(Reply.of(Values.model(event, "model"), usage), request.time(), request.time());
  }

  private static String tokens(JsonNode event) {
    return event.path("input_token_count").asLong(0)
        + " "
        + event.path("output_token_count").asLong(0);
  }

  /// The prompt includes what was read. All zeros are no usage.
  private Usage usage(JsonNode prompt, JsonNode read, JsonNode output) {
    try {
      Usage usage =
          new LoggedUsage(prompt, MissingNode.getInstance(), read, output).whole().usage();
      return usage.prompt() + usage.count(TokenClass.OUTPUT) == 0 ? Usage.NONE : usage;
    } catch (IllegalArgumentException e) {
      health.unknown("usage of another form: " + JsonInputs.shorten(prompt));
      return Usage.NONE;
    }
  }
}
