package dev.breakeven.study;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelAnswer.Stop;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.Request;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A model whose answers and usage are drawn from a seed and the conversation, so that a trial that
/// is run again goes the same way. It writes notes or has them written, and ends after a few turns.
///
/// @param seed the trial's
/// @param model its id
/// @param served is told of every usage before the answer leaves: the provider's own books
record Wanderer(long seed, String model, Served served) implements ModelClient {
  private static final int MOST_TURNS = 5;

  /// The provider's books.
  @FunctionalInterface
  interface Served {
    void add(Usage usage);
  }

  @Override
  public ModelAnswer ask(Request request) {
    var said =
        request.messages().stream()
            .filter(message -> message.speaker() == Message.Speaker.ASSISTANT)
            .count();
    var start = request.messages().getFirst().content().toString();
    var random = new Random(seed ^ (31L * model.hashCode() + start.hashCode()) * 37 + said);
    boolean ends = said > MOST_TURNS || (said > 0 && random.nextInt(MOST_TURNS) == 0);
    boolean delegates =
        request.tools().stream().anyMatch(tool -> tool.name().equals("delegate_to_executor"))
            && random.nextBoolean();
    var name = "n" + Math.floorMod(start.hashCode(), 1000) + "-" + said + ".txt";
    var text = random.nextInt(3) == 0 ? "open" : "done";
    var content =
        ends
            ? new Content.Text("DONE")
            : delegates
                ? new Content.ToolCall(
                    "c" + said, "delegate_to_executor", Map.of("instruction", name + text))
                : new Content.ToolCall("c" + said, "str_replace_editor", note(name, text));
    var usage =
        Usage.of(
            random.nextInt(500), random.nextInt(500), 0, random.nextInt(500), random.nextInt(500));
    served.add(usage);
    return new ModelAnswer(
        List.of(content),
        ends ? Stop.END_TURN : Stop.TOOL_USE,
        usage,
        Known.REHEARSED,
        new Call.Timing(Instant.parse("2026-11-24T00:00:00Z"), Duration.ZERO, Duration.ZERO),
        ModelAnswer.Sizes.UNKNOWN);
  }

  /// In an order of its own: one that changed between processes would change the traces.
  private static Map<String, Object> note(String name, String text) {
    var input = new LinkedHashMap<String, Object>();
    input.put("command", "create");
    input.put("path", name);
    input.put("file_text", text);
    return input;
  }
}
