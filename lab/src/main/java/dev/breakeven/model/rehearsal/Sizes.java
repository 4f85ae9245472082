package dev.breakeven.model.rehearsal;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.Request;
import dev.breakeven.model.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How many tokens each piece of a request or an answer has for a profile's model.
final class Sizes {
  private final TokenCounter counter;
  private final Profile.Tokenizer tokenizer;

  Sizes(TokenCounter counter, Profile.Tokenizer tokenizer) {
    this.counter = counter;
    this.tokenizer = tokenizer;
  }

  /// A block of a prompt: its whole text and its size in tokens.
  record Sized(String text, long tokens) {}

  /// The blocks of `request` in the order of the prompt: tool definitions, system prompt, then each
  /// piece of each message.
  List<Sized> of(Request request) {
    var blocks = new ArrayList<Sized>();
    var tools = new StringBuilder();
    for (ToolSpec tool : request.tools()) {
      tools.append(tool.name()).append('\n').append(tool.description()).append('\n');
      tools.append(written(tool.schema())).append('\n');
    }
    blocks.add(
        request.tools().isEmpty()
            ? new Sized("", 0)
            : new Sized(tools.toString(), tokens(tools.toString()) + tokenizer.tools()));
    blocks.add(new Sized(request.system(), tokens(request.system())));
    for (Message message : request.messages()) {
      long around = message.speaker() == Message.Speaker.USER ? tokenizer.message() : 0;
      for (Content content : message.content()) {
        Sized sized = of(content);
        blocks.add(new Sized(sized.text(), sized.tokens() + around));
        around = 0;
      }
    }
    return blocks;
  }

  /// One piece of a message.
  Sized of(Content content) {
    return switch (content) {
      case Content.Text(String text) -> new Sized(text, tokens(text));
      case Content.Thinking(String text, String _) -> new Sized(text, tokens(text));
      case Content.ToolCall call -> {
        String text = call.tool() + written(call.input());
        yield new Sized(text, tokens(text) + tokenizer.call());
      }
      case Content.Opaque(String _, var fields) -> {
        String text = written(fields);
        yield new Sized(text, tokens(text));
      }
      case Content.ToolResult result ->
          new Sized(result.text(), tokens(result.text()) + tokenizer.result());
    };
  }

  private long tokens(String text) {
    return Math.round(counter.count(text) * tokenizer.factor());
  }

  /// `value` as text in which the keys of maps are sorted: the order of an unmodifiable map differs
  /// from one run of Java to the next.
  private static String written(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var sorted = new TreeMap<String, String>();
        map.forEach((key, entry) -> sorted.put(key.toString(), written(entry)));
        yield sorted.toString();
      }
      case List<?> list -> list.stream().map(Sizes::written).toList().toString();
      default -> value.toString();
    };
  }
}
