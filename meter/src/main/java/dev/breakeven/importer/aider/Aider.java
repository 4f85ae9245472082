package dev.breakeven.importer.aider;

import dev.breakeven.importer.Dialogue.Reply;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.OpenAiUsage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads aider's analytics: a trace for each start of aider that sent anything.
///
/// The analytics hold usage and cost of each message and no content. The prompt is one count, with
/// what was read from the cache in it; how much that was is not there.
public final class Aider implements Importer {
  /// A reader of aider's analytics.
  public Aider() {}

  @Override
  public String tool() {
    return "aider";
  }

  /// Lines of analytics name an event and its properties.
  @Override
  public boolean recognises(String name, byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    return name.endsWith(".jsonl")
        && text.contains("\"event\"")
        && text.contains("\"properties\"")
        && text.contains("\"user_id\"");
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var json = new JsonInputs(health);
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      var log = new Log(input, health, traces);
      json.lines(input, log::line);
      log.end();
    }
    return health.health();
  }

  /// One input, start by start.
  private static final class Log {
    private final Input input;
    private final HealthLog health;
    private final Consumer<Trace> traces;
    private Draft draft;
    private @Nullable Instant sent;

    private Log(Input input, HealthLog health, Consumer<Trace> traces) {
      this.input = input;
      this.health = health;
      this.traces = traces;
      draft = draft(1);
    }

    private Draft draft(long line) {
      return new Draft("aider", input.name() + ":" + line, input.name(), health);
    }

    private void line(JsonNode line, long number) {
      String event = line.path("event").asString("");
      switch (event) {
        case "launched" -> {
          end();
          draft = draft(number);
        }
        case "message_send_starting" -> sent = Values.time(line.path("time"));
        case "message_send" -> message(line);
        case "" ->
            throw new IllegalArgumentException(
                "expected a line with an event, got " + JsonInputs.shorten(line));
        default -> {}
      }
    }

    private void message(JsonNode line) {
      JsonNode properties = line.path("properties");
      Usage usage = OpenAiUsage.read(properties).usage();
      Instant end = Values.time(line.path("time"));
      if (end == null) {
        health.count(Count.UNTIMED);
      }
      Instant time = Values.orEpoch(end);
      draft
          .dialogue(Draft.MAIN)
          .answer(
              Reply.of(Values.model(properties, "main_model"), usage)
                  .costing(Values.cost(properties.path("cost"))),
              sent == null ? time : sent,
              time);
      sent = null;
    }

    private void end() {
      draft.trace().ifPresent(traces);
    }
  }
}
