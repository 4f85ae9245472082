package dev.breakeven.model.anthropic;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.Request;
import dev.breakeven.model.ToolSpec;
import dev.breakeven.model.http.ResponseFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request in Anthropic's words, with cache marks on the last tool, the system prompt and the
/// last block of the newest user message. Thinking goes back as it came, with its signature; it
/// cannot be marked.
final class MessagesBody {
  private static final String UNSAID = "(nothing was said)";

  private final Map<String, Object> mark;

  MessagesBody(CacheLife life) {
    this.mark = ResponseFields.of("type", "ephemeral", "ttl", life.key());
  }

  List<Object> system(Request request) {
    return request.system().isEmpty()
        ? List.of()
        : List.of(marked(ResponseFields.of("type", "text", "text", request.system())));
  }

  List<Object> tools(Request request) {
    var tools = new ArrayList<>();
    for (ToolSpec tool : request.tools()) {
      var told =
          ResponseFields.of(
              "name", tool.name(),
              "description", tool.description(),
              "input_schema", tool.schema());
      tools.add(tools.size() == request.tools().size() - 1 ? marked(told) : told);
    }
    return tools;
  }

  List<Object> messages(Request request) {
    var messages = new ArrayList<>();
    var newest = newestOfUser(request.messages());
    for (Message message : request.messages()) {
      var blocks = new ArrayList<Object>();
      for (Content content : message.content()) {
        var last = messages.size() == newest && blocks.size() == message.content().size() - 1;
        blocks.add(last ? marked(block(content)) : block(content));
      }
      if (message.content().stream().allMatch(MessagesBody::onlyThought)) {
        // An answer that was cut before it said anything: the provider wants a word after thinking.
        blocks.add(ResponseFields.of("type", "text", "text", UNSAID));
      }
      messages.add(
          ResponseFields.of(
              "role",
              switch (message.speaker()) {
                case USER -> "user";
                case ASSISTANT -> "assistant";
              },
              "content",
              blocks));
    }
    return messages;
  }

  private static boolean onlyThought(Content content) {
    return content instanceof Content.Thinking
        || (content instanceof Content.Opaque(var type, var _) && type.contains("thinking"));
  }

  /// The place of the newest message of the user's: a paused answer may stand after it.
  private static int newestOfUser(List<Message> messages) {
    int newest = messages.size() - 1;
    while (newest > 0 && messages.get(newest).speaker() != Message.Speaker.USER) {
      newest--;
    }
    return newest;
  }

  private static Map<String, Object> block(Content content) {
    return switch (content) {
      case Content.Text(var text) -> ResponseFields.of("type", "text", "text", text);
      case Content.Thinking(var text, var signature) ->
          ResponseFields.of("type", "thinking", "thinking", text, "signature", signature);
      case Content.Opaque(var _, var fields) -> new LinkedHashMap<>(fields);
      case Content.ToolCall(var id, var tool, var input) ->
          ResponseFields.of("type", "tool_use", "id", id, "name", tool, "input", input);
      case Content.ToolResult(var call, var text, var error) ->
          error
              ? ResponseFields.of(
                  "type", "tool_result", "tool_use_id", call, "content", text, "is_error", true)
              : ResponseFields.of("type", "tool_result", "tool_use_id", call, "content", text);
    };
  }

  private Map<String, Object> marked(Map<String, Object> block) {
    block.put("cache_control", mark);
    return block;
  }
}
