package dev.breakeven.exchange;

import dev.breakeven.json.JsonTree;
import dev.breakeven.trace.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Takes prompts and answers of all four interfaces apart, in the order in which a cache sees them:
/// tools, system, messages.
///
/// A text is the same part whether it stands alone or as a block of a list, and arguments are the
/// same whether they are JSON or JSON as a text. For one request.
final class PromptParts {
  /// Tools that start another agent, and where in their input its prompt stands.
  private static final Set<String> STARTERS =
      Set.of("Agent", "Task", "task", "spawn_agent", "delegate", "send_input", "SendMessage");

  private static final List<String> PROMPTS = List.of("prompt", "message", "instruction");

  /// The first block of Claude Code's system prompt differs from agent to agent; the provider
  /// leaves it out of its cache.
  private static final String ATTRIBUTION = "x-anthropic-billing-header";

  private final List<Part> parts = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<String, String> tools = new HashMap<>();

  List<Part> parts() {
    return parts;
  }

  /// Positions of parts that ask for the prompt up to them to be cached.
  List<Integer> marks() {
    return marks;
  }

  /// All of a request's body.
  void prompt(JsonNode body) {
    for (JsonNode tool : body.path("tools")) {
      JsonNode named = tool.path("function").isObject() ? tool.path("function") : tool;
      add(Origin.TOOLS, named.path("name").asString(null), plain(tool));
      mark(tool);
    }
    JsonNode system = body.path("system");
    content(Origin.SYSTEM, null, system.isMissingNode() ? body.path("instructions") : system);
    JsonNode messages = body.path("messages");
    for (JsonNode message : messages) {
      message(message);
    }
    JsonNode input = body.path("input");
    if (input.isString()) {
      add(Origin.USER, null, input.stringValue());
    }
    for (JsonNode item : input.isArray() ? input : messages.path(0).path(0)) {
      item(item);
    }
  }

  /// A message of Messages, Chat Completions or Ollama.
  void message(JsonNode message) {
    String role = message.path("role").asString("");
    switch (role) {
      case "assistant" -> {
        String thought = first(message, "reasoning_content", "reasoning", "thinking");
        add(Origin.THINKING, null, thought);
        content(Origin.TEXT, null, message.path("content"));
        for (JsonNode call : message.path("tool_calls")) {
          function(call.path("id"), call.path("function"));
        }
      }
      case "tool" -> {
        String id = first(message, "tool_call_id");
        String name = id == null ? null : tools.get(id);
        String tool = name == null ? first(message, "tool_name", "name") : name;
        content(Origin.TOOL_RESULT, tool, message.path("content"));
      }
      case "system", "developer" -> content(Origin.SYSTEM, null, message.path("content"));
      default -> {
        content(Origin.USER, null, message.path("content"));
        if (message.path("images").isArray()) {
          message.path("images").forEach(image -> other(Origin.USER, image));
        }
      }
    }
    mark(message);
  }

  /// An item of Responses.
  void item(JsonNode item) {
    String type = item.path("type").asString("message");
    if (type.equals("message")) {
      message(item);
    } else if (type.equals("reasoning")) {
      reasoning(item);
    } else if (type.endsWith("_output")) {
      JsonNode output = item.path("output");
      String tool = tools.get(item.path("call_id").asString(""));
      content(Origin.TOOL_RESULT, tool, output);
    } else if (type.endsWith("_call")) {
      JsonNode given = item.has("arguments") ? item.path("arguments") : item.path("input");
      JsonNode input = given.isMissingNode() ? item.path("action") : given;
      String name = item.path("name").asString(type);
      call(item.path("call_id").asString(""), name, input);
    } else {
      add(Origin.UNSEEN, type, plain(item));
    }
  }

  private void reasoning(JsonNode item) {
    String sealed = first(item, "encrypted_content");
    if (sealed != null) {
      add(Origin.THINKING, null, sealed);
      return;
    }
    for (JsonNode summary : item.path("summary")) {
      add(Origin.THINKING, null, first(summary, "text"));
    }
  }

  /// A tool call as Chat Completions and Ollama write it.
  void function(JsonNode id, JsonNode function) {
    call(id.asString(""), function.path("name").asString("unknown"), function.path("arguments"));
  }

  private void content(Origin origin, @Nullable String tool, JsonNode content) {
    if (content.isString()) {
      add(origin, tool, content.stringValue());
    }
    for (JsonNode block : content.isArray() ? content : content.path(0)) {
      block(origin, tool, block);
      mark(block);
    }
  }

  /// A block of a message's content.
  void block(Origin origin, @Nullable String tool, JsonNode block) {
    switch (block.path("type").asString("")) {
      case "text", "input_text", "output_text", "refusal" ->
          add(origin, tool, first(block, "text", "refusal"));
      case "thinking", "redacted_thinking" -> {
        String text = first(block, "thinking", "signature", "data");
        add(Origin.THINKING, null, text);
      }
      case "tool_use", "server_tool_use" ->
          call(
              block.path("id").asString(""),
              block.path("name").asString("unknown"),
              block.path("input"));
      case "tool_result" -> {
        String name = tools.get(block.path("tool_use_id").asString(""));
        JsonNode content = block.path("content");
        if (content.isString() && content.stringValue().isEmpty()) {
          return;
        }
        content(Origin.TOOL_RESULT, name, content);
      }
      default -> other(origin, block);
    }
  }

  /// Content that is no text: an image, a document. How many tokens it has is not told by its
  /// length.
  private void other(Origin origin, JsonNode block) {
    String text = block.isString() ? block.stringValue() : plain(block);
    parts.add(new Part(origin, null, Part.hash(text), 0, null, null));
  }

  private void call(String id, String name, JsonNode input) {
    if (!id.isEmpty()) {
      tools.put(id, name);
    }
    JsonNode arguments = input.isString() ? parsed(input.stringValue()) : input;
    String text = arguments.isObject() ? plain(arguments) : input.asString(plain(input));
    String prompt = STARTERS.contains(name) ? first(arguments, PROMPTS) : null;
    parts.add(
        new Part(
            prompt == null ? Origin.TOOL_CALL : Origin.INSTRUCTION,
            name,
            Part.hash(text),
            text.length(),
            text,
            prompt == null ? null : Part.hash(prompt)));
  }

  private static JsonNode parsed(String text) {
    try {
      return JsonTree.of(text);
    } catch (JacksonException e) {
      return JsonTree.of("null");
    }
  }

  private static @Nullable String first(JsonNode json, String... names) {
    return first(json, List.of(names));
  }

  private static @Nullable String first(JsonNode json, List<String> names) {
    for (String name : names) {
      String text = json.path(name).asString("");
      if (!text.isEmpty()) {
        return text;
      }
    }
    return null;
  }

  private void add(Origin origin, @Nullable String tool, @Nullable String text) {
    if (text != null && !text.isEmpty() && !text.startsWith(ATTRIBUTION)) {
      parts.add(Part.of(origin, tool, text));
    }
  }

  private void mark(JsonNode block) {
    if (block.path("cache_control").isObject() && !parts.isEmpty()) {
      int last = parts.size() - 1;
      if (marks.isEmpty() || marks.getLast() != last) {
        marks.add(last);
      }
    }
  }

  /// `json` as text, without what a client moves from call to call.
  private static String plain(JsonNode json) {
    if (!json.has("cache_control")) {
      return json.toString();
    }
    var copy = json.deepCopy().asObject();
    copy.remove("cache_control");
    return copy.toString();
  }
}
