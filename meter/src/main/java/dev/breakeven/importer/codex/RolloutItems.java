package dev.breakeven.importer.codex;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Origin;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The items of a conversation with the Responses API as blocks.
final class RolloutItems {
  private static final Set<String> SPAWN = Set.of("spawn_agent", "spawnAgent");
  private static final Set<String> WAIT = Set.of("wait", "wait_agent");
  private static final String NOTIFICATION = "<subagent_notification>";

  /// Events that repeat an item, or only tell how the tool is doing.
  private static final Set<String> IDLE =
      Set.of(
          "agent_message",
          "agent_reasoning",
          "agent_reasoning_raw_content",
          "agent_reasoning_section_break",
          "background_event",
          "collab_agent_interaction_begin",
          "collab_agent_interaction_end",
          "collab_agent_spawn_begin",
          "collab_close_begin",
          "collab_close_end",
          "collab_resume_begin",
          "collab_resume_end",
          "collab_waiting_begin",
          "collab_waiting_end",
          "context_compacted",
          "deprecation_notice",
          "entered_review_mode",
          "exec_command_begin",
          "exec_command_end",
          "exited_review_mode",
          "image_generation_begin",
          "image_generation_end",
          "item_started",
          "mcp_tool_call_begin",
          "mcp_tool_call_end",
          "model_reroute",
          "patch_apply_begin",
          "patch_apply_end",
          "plan_update",
          "thread_goal_updated",
          "thread_name_updated",
          "thread_settings_applied",
          "turn_diff",
          "undo_completed",
          "undo_started",
          "user_message",
          "view_image_tool_call",
          "warning",
          "web_search_begin",
          "web_search_end");

  private final Dialogue dialogue;
  private final CodexSession session;
  private int headLength;

  /// An item.
  ///
  /// @param model whether the model wrote it
  record Item(int block, boolean model) {}

  RolloutItems(Dialogue dialogue, CodexSession session) {
    this.dialogue = dialogue;
    this.session = session;
  }

  /// Whether an event of `type` says nothing that is not said elsewhere.
  static boolean isIdle(String type) {
    return IDLE.contains(type);
  }

  /// Begins the conversation: the tools, which a rollout does not hold, and the instructions.
  void head(@Nullable String instructions) {
    dialogue.append(once("tools", Origin.UNSEEN, null, null));
    if (instructions != null) {
      dialogue.append(once("instructions " + instructions, Origin.SYSTEM, null, instructions));
    }
    headLength = dialogue.context().size();
  }

  /// How many blocks the conversation begins with that a compaction leaves.
  int headLength() {
    return headLength;
  }

  /// Appends a summary of all that was before.
  void summary(@Nullable String text) {
    dialogue.append(Origin.SUMMARY, null, text);
  }

  /// The item in `payload`; empty if it is none of the conversation.
  Optional<Item> read(JsonNode payload) {
    String type = payload.path("type").asString("");
    return switch (type) {
      case "message" -> Optional.of(message(payload));
      case "reasoning" ->
          Optional.of(item(payload, Origin.THINKING, null, reasoning(payload), true));
      case "function_call",
          "custom_tool_call",
          "local_shell_call",
          "web_search_call",
          "image_generation_call",
          "tool_search_call" ->
          Optional.of(call(payload, type));
      case "function_call_output",
          "custom_tool_call_output",
          "tool_search_output",
          "mcp_tool_call_output" ->
          Optional.of(output(payload));
      case "compaction", "compaction_summary", "context_compaction" ->
          Optional.of(
              item(payload, Origin.SUMMARY, null, flat(payload.path("encrypted_content")), false));
      case "additional_tools" ->
          Optional.of(item(payload, Origin.TOOLS, null, payload.path("tools").toString(), false));
      case "ghost_snapshot", "configuration_update" -> Optional.empty();
      default -> {
        session.health.unknown("item " + type);
        yield Optional.empty();
      }
    };
  }

  /// Whether `payload` is a search of the web that the provider ran and charges for: it does not
  /// charge for opening a page or looking for a text in it.
  static boolean isSearch(JsonNode payload) {
    return payload.path("type").asString("").equals("web_search_call")
        && payload.path("action").path("type").asString("search").equals("search");
  }

  private Item message(JsonNode payload) {
    String text = flat(payload.path("content"));
    return switch (payload.path("role").asString("")) {
      case "assistant" -> item(payload, Origin.TEXT, null, text, true);
      case "user" -> {
        boolean report = text != null && text.startsWith(NOTIFICATION);
        yield report
            ? item(payload, Origin.REPORT, "spawn_agent", text, false)
            : item(payload, Origin.USER, null, text, false);
      }
      default -> item(payload, Origin.SYSTEM, null, text, false);
    };
  }

  private static @Nullable String reasoning(JsonNode payload) {
    String content = flat(payload.path("content"));
    return content == null ? flat(payload.path("summary")) : content;
  }

  private Item call(JsonNode payload, String type) {
    String name = Values.first(payload, "name");
    String tool = name == null ? type.replace("_call", "") : name;
    Origin origin = SPAWN.contains(tool) ? Origin.INSTRUCTION : Origin.TOOL_CALL;
    String text = Values.first(payload, "arguments", "input");
    if (text == null && payload.path("action").isObject()) {
      text = payload.path("action").toString();
    }
    Item item = item(payload, origin, tool, text, true);
    String id = Values.first(payload, "call_id", "id");
    if (id != null) {
      session.calls.putIfAbsent(id, new CodexSession.Spawn(dialogue.id(), item.block(), tool));
    }
    return item;
  }

  private Item output(JsonNode payload) {
    JsonNode output = payload.path("output");
    String text = flat(output.isObject() ? output.path("content") : output);
    CodexSession.Spawn call = session.calls.get(payload.path("call_id").asString(""));
    if (call == null) {
      return item(payload, Origin.TOOL_RESULT, null, text, false);
    }
    if (SPAWN.contains(call.tool()) && text != null) {
      spawned(
          payload.path("call_id").asString(""),
          JsonInputs.parse(text).path("agent_id").asString(""));
    }
    boolean report = WAIT.contains(call.tool()) && text != null && text.contains("\"completed\"");
    return report
        ? item(payload, Origin.REPORT, "spawn_agent", text, false)
        : item(payload, Origin.TOOL_RESULT, call.tool(), text, false);
  }

  /// What an event says of a finished tool call that spawned a thread.
  void spawned(JsonNode item) {
    if (SPAWN.contains(item.path("tool").asString(""))) {
      for (JsonNode thread : item.path("receiver_thread_ids")) {
        spawned(item.path("id").asString(""), thread.asString(""));
      }
    }
  }

  /// The tool call `call` spawned `thread`.
  void spawned(String call, String thread) {
    CodexSession.Spawn spawn = session.calls.get(call);
    if (spawn != null && !thread.isEmpty()) {
      session.spawned.putIfAbsent(thread, spawn);
    }
  }

  private Item item(
      JsonNode payload,
      Origin origin,
      @Nullable String tool,
      @Nullable String text,
      boolean model) {
    String id = Values.first(payload, "id");
    int block =
        id == null
            ? session.draft.block(origin, dialogue.id(), tool, text)
            : once("item " + id, origin, tool, text);
    return new Item(block, model);
  }

  private int once(String key, Origin origin, @Nullable String tool, @Nullable String text) {
    return session.items.computeIfAbsent(
        key, absent -> session.draft.block(origin, dialogue.id(), tool, text));
  }

  /// The text of a string, or of a list of parts that hold texts; null if there is none.
  private static @Nullable String flat(JsonNode content) {
    if (!content.isArray()) {
      return Values.text(content);
    }
    var text = new StringBuilder();
    for (JsonNode part : content) {
      String piece = part.isObject() ? Values.first(part, "text") : Values.text(part);
      if (piece != null) {
        text.append(text.isEmpty() ? "" : "\n").append(piece);
      }
    }
    return text.isEmpty() ? null : text.toString();
  }
}
