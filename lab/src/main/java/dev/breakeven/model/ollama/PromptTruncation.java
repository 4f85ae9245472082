package dev.breakeven.model.ollama;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.Request;
import dev.breakeven.model.ToolSpec;
import dev.breakeven.model.http.Body;
import java.util.function.ToLongFunction;

/// Whether Ollama left out a part of the prompt, which it does without a word.
///
/// The prompt is counted here in another encoding than the model's, and without the template around
/// it. Encodings of today's models differ by less than a third on code and English, so a reported
/// prompt below two thirds of the count here was cut. A smaller cut stays unseen.
final class PromptTruncation {
  private static final double LEAST = 2.0 / 3;

  private final ToLongFunction<String> tokens;

  PromptTruncation(ToLongFunction<String> tokens) {
    this.tokens = tokens;
  }

  /// How many tokens `request` has by the count here.
  long estimate(Request request) {
    long sum = tokens.applyAsLong(request.system());
    for (ToolSpec tool : request.tools()) {
      sum += tokens.applyAsLong(tool.name() + tool.description());
    }
    for (Message message : request.messages()) {
      for (Content content : message.content()) {
        sum +=
            switch (content) {
              case Content.Text(var text) -> tokens.applyAsLong(text);
              case Content.ToolResult(var _, var text, var _) -> tokens.applyAsLong(text);
              case Content.ToolCall(var _, var _, var input) ->
                  tokens.applyAsLong(Body.write(input));
              // Most templates leave out the thinking of earlier turns.
              case Content.Thinking _, Content.Opaque _ -> 0;
            };
      }
    }
    return sum;
  }

  /// Whether a prompt reported as `reported` tokens is too short for `estimate`.
  static boolean cut(long reported, long estimate) {
    return reported < LEAST * estimate;
  }
}
