package dev.breakeven.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A piece of a message.
public sealed interface Content {
  /// Plain text.
  record Text(String text) implements Content {}

  /// Thinking, with the signature a provider wants back.
  record Thinking(String text, String signature) implements Content {}

  /// A model's call of a tool.
  ///
  /// @param id what the result must name
  /// @param tool the tool's name
  /// @param input its arguments by name: strings, numbers, lists, maps
  record ToolCall(String id, String tool, Map<String, Object> input) implements Content {
    /// Takes a copy that keeps the order of the arguments.
    public ToolCall {
      input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
    }
  }

  /// What a tool answered.
  ///
  /// @param call the call's id
  /// @param text what the model reads
  /// @param error whether the tool failed
  record ToolResult(String call, String text, boolean error) implements Content {}
}
