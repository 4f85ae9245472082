package dev.breakeven.model.rehearsal;

import dev.breakeven.model.Content;
import java.util.Map;

/// A call of a tool that a rehearsed model wants to make.
///
/// @param tool the tool's name
/// @param input its arguments
record WantedCall(String tool, Map<String, Object> input) {
  static final String EDITOR = "str_replace_editor";
  static final String BASH = "bash";
  static final String DELEGATE = "delegate_to_executor";
  static final String ADVISOR = "advisor";
  static final String SHOW = "show";

  static WantedCall bash(String command) {
    return new WantedCall(BASH, Map.of("command", command));
  }

  static WantedCall view(String path) {
    return new WantedCall(EDITOR, Map.of("command", "view", "path", path));
  }

  static WantedCall advice() {
    return new WantedCall(ADVISOR, Map.of());
  }

  static WantedCall show(String receipt, int lines) {
    return new WantedCall(SHOW, Map.of("id", receipt, "lines", lines));
  }

  static WantedCall delegate(String instruction) {
    return new WantedCall(DELEGATE, Map.of("instruction", instruction));
  }

  /// Whether `call` is this move.
  boolean is(Content.ToolCall call) {
    return call.tool().equals(tool) && call.input().equals(input);
  }
}
