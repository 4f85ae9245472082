package dev.breakeven.study;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// How many tokens a prompt has at most, before anybody counted it.
///
/// The tokenizers of the models in the catalog work on bytes, and every token covers at least one:
/// a text has no more tokens than bytes in UTF-8. What a provider puts around the pieces is bounded
/// by flat amounts several times those that are published (4 a message, 290 to 700 for having
/// tools). docs/decisions/091 says what that costs.
final class PromptBound {
  private static final long AROUND_PROMPT = 4_000;
  private static final long AROUND_PIECE = 64;

  /// Quotes, commas and braces of a schema, which its text form leaves out.
  private static final long SCHEMA_FACTOR = 3;

  private PromptBound() {}

  /// The bound of a whole prompt.
  static long whole(Request request) {
    long tools =
        request.tools().stream()
            .mapToLong(tool ->
                piece(tool.name())
                    + bytes(tool.description())
                    + SCHEMA_FACTOR * bytes(tool.schema().toString()))
            .sum();
    return AROUND_PROMPT + piece(request.system()) + tools + of(request.messages());
  }

  /// The bound of what `messages` add to a prompt.
  static long of(List<Message> messages) {
    return messages.stream()
        .flatMap(message -> message.content().stream())
        .mapToLong(PromptBound::of)
        .sum();
  }

  private static long of(Content content) {
    return switch (content) {
      case Content.Text(var text) -> piece(text);
      case Content.Thinking(var text, var signature) -> piece(text) + bytes(signature);
      case Content.ToolCall(var id, var tool, var input) ->
          piece(id) + bytes(tool) + written(input);
      case Content.ToolResult(var call, var text, _) -> piece(call) + bytes(text);
      case Content.Opaque(var type, var fields) -> piece(type) + written(fields);
    };
  }

  /// Escaped as JSON, a character of one byte takes up to six.
  private static long written(Map<String, Object> input) {
    return 6 * bytes(input.toString());
  }

  private static long piece(String text) {
    return AROUND_PIECE + bytes(text);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
