package dev.breakeven.study.policy;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.tool.Delegate;
import dev.breakeven.tool.Tool;
import dev.breakeven.tool.Truncation;
import dev.breakeven.trace.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The tool `advisor`, which takes no input: it sends the conversation to a stronger model, as one
/// text, and returns what that advises.
final class AskAdvisor implements Tool {
  /// Of a longer conversation the middle is left out.
  private static final Truncation MOST = new Truncation(200_000);

  private static final Truncation ADVICE = new Truncation(20_000);

  private final Delegate.Executor advisor;
  private final List<Advised.Moment> moments;
  private final int uses;
  private Supplier<List<Message>> conversation = List::of;
  private int used;

  AskAdvisor(Delegate.Executor advisor, List<Advised.Moment> moments, int uses) {
    this.advisor = advisor;
    this.moments = moments;
    this.uses = uses;
  }

  /// Says whose conversation is sent.
  void listensTo(Supplier<List<Message>> agent) {
    conversation = agent;
  }

  @Override
  public String name() {
    return "advisor";
  }

  @Override
  public String description() {
    return """
    Asks a stronger model for advice. It reads this whole conversation and needs no input. Call it \
    %s; %s in all.\
    """
        .formatted(
            moments.stream().map(Advised.Moment::words).collect(Collectors.joining(", and ")),
            uses == 1 ? "at most once" : "at most " + uses + " times");
  }

  @Override
  public Map<String, Object> schema() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("properties", Map.of());
    schema.put("additionalProperties", false);
    return schema;
  }

  @Override
  public Result run(Map<String, Object> input) throws InterruptedException {
    if (used == uses) {
      return Result.error("the advisor has been asked %d times, which is all".formatted(uses));
    }
    used++;
    var advice = ADVICE.cut(advisor.run(MOST.cut(transcript(conversation.get()))).strip());
    return advice.isEmpty()
        ? Result.error("the advisor said nothing")
        : new Result(advice, false, Origin.ADVICE);
  }

  /// A conversation as one text.
  static String transcript(List<Message> messages) {
    var text = new StringBuilder();
    for (var message : messages) {
      for (var content : message.content()) {
        switch (content) {
          case Content.Text(var words) ->
              text.append(message.speaker() == Message.Speaker.USER ? "# Told\n" : "# Says\n")
                  .append(words);
          case Content.Thinking _, Content.Opaque _ -> {
            continue;
          }
          case Content.ToolCall(var _, var tool, var arguments) -> {
            text.append("# Calls ").append(tool);
            arguments.forEach(
                (name, value) -> text.append('\n').append(name).append(": ").append(value));
          }
          case Content.ToolResult(var _, var result, var error) ->
              text.append(error ? "# Error\n" : "# Result\n").append(result);
        }
        text.append("\n\n");
      }
    }
    return text.toString().strip();
  }
}
