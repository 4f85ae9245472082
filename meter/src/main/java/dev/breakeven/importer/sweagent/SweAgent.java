package dev.breakeven.importer.sweagent;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Dialogue.Piece;
import dev.breakeven.importer.Dialogue.Reply;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Messages;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.OpenAiUsage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads trajectories of SWE-agent and mini-swe-agent: a trace for each file.
///
/// Newer mini-swe-agent keeps each answer's usage beside the message; then a call is billed as that
/// says. SWE-agent keeps totals only: they are apportioned to its calls by the length of what was
/// sent and answered, so that they add up, and such calls are marked as estimated.
public final class SweAgent implements Importer {
  private static final long MOST_CALLS = 100_000;

  private final Messages messages = new Messages();

  /// A reader of such trajectories.
  public SweAgent() {}

  @Override
  public String tool() {
    return "swe-agent";
  }

  /// Trajectories end with `.traj` or `.traj.json`.
  @Override
  public boolean recognises(String name, byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    return (name.endsWith(".traj") || name.endsWith(".traj.json"))
        && (text.contains("\"role\"")
            || text.contains("\"trajectory\"")
            || text.contains("\"messages\""));
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var json = new JsonInputs(health);
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      json.document(
          input, (document, number) -> trajectory(document, input, json, health).ifPresent(traces));
    }
    return health.health();
  }

  private Optional<Trace> trajectory(
      JsonNode document, Input input, JsonInputs json, HealthLog health) {
    JsonNode history = history(document);
    JsonNode info = document.path("info");
    var draft = new Draft("swe-agent", input.name(), input.name(), health);
    JsonNode stats = info.path("model_stats");
    var totals = new TrajectoryTotals(stats, model(document));
    Dialogue dialogue = draft.dialogue(Draft.MAIN);
    int number = 0;
    for (JsonNode message : history) {
      number++;
      json.take(
          input.name() + " message " + number, () -> message(message, dialogue, totals, health));
    }
    last(document, history, dialogue, totals, health);
    var cost = Values.cost(stats.path("instance_cost"));
    draft.label("recorded_usd", cost == null ? null : cost.toString());
    return draft.trace().map(trace -> totals.apportioned(trace, health));
  }

  /// SWE-agent keeps no answer that submitted in its history, but as a step.
  private void last(
      JsonNode document,
      JsonNode history,
      Dialogue dialogue,
      TrajectoryTotals totals,
      HealthLog health) {
    long answers = history.valueStream().filter(SweAgent::isAnswer).count();
    List<String> responses =
        document
            .path("trajectory")
            .valueStream()
            .map(step -> Values.first(step, "response"))
            .filter(Objects::nonNull)
            .toList();
    for (String response :
        responses.subList((int) Math.min(answers, responses.size()), responses.size())) {
      var message = JsonNodeFactory.instance.objectNode().put("role", "assistant");
      message(message.put("content", response), dialogue, totals, health);
    }
    long calls = document.path("info").path("model_stats").path("api_calls").asLong(0);
    for (long i = Math.max(answers, responses.size()); i < Math.min(calls, MOST_CALLS); i++) {
      health.unknown("call of which the trajectory holds nothing but that there was one");
    }
  }

  private static boolean isAnswer(JsonNode message) {
    return message.path("role").asString("").equals("assistant")
        && !message.path("is_demo").asBoolean(false);
  }

  private void message(
      JsonNode message, Dialogue dialogue, TrajectoryTotals totals, HealthLog health) {
    List<Piece> pieces = messages.one(message);
    if (!isAnswer(message)) {
      pieces.forEach(piece -> dialogue.append(piece.origin(), piece.tool(), piece.text()));
      return;
    }
    Instant time = Values.time(message.path("extra").path("timestamp"));
    Reply reply = reply(message, totals);
    if (time == null) {
      health.count(Count.UNTIMED);
    }
    dialogue.answer(dialogue.answered(pieces), reply, Values.orEpoch(time), Values.orEpoch(time));
  }

  private static JsonNode history(JsonNode document) {
    for (String name : List.of("messages", "history")) {
      if (document.path(name).isArray()) {
        return document.path(name);
      }
    }
    if (document.isArray()) {
      return document;
    }
    throw new IllegalArgumentException(
        "expected a trajectory with messages or a history, got " + JsonInputs.shorten(document));
  }

  private static String model(JsonNode document) {
    JsonNode model = document.path("info").path("config").path("model");
    return Values.model(model, "model_name", "name");
  }

  private static Reply reply(JsonNode message, TrajectoryTotals totals) {
    JsonNode response = message.path("extra").path("response");
    String model = Values.model(response, "model");
    JsonNode usage = response.path("usage");
    Usage billed = usage.isObject() ? OpenAiUsage.read(usage).usage() : Usage.NONE;
    JsonNode choice = response.path("choices").path(0);
    return Reply.of(model.equals("unknown") ? totals.model() : model, billed)
        .stopped(Values.first(choice, "finish_reason"))
        .costing(Values.cost(message.path("extra").path("cost")));
  }
}
