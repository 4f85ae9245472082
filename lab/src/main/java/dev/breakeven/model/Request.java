package dev.breakeven.model;

import java.util.List;

/// What a model is asked. Every request marks three places for the cache, as the published study
/// does: the system prompt, the last tool definition and the last block of the newest user message.
///
/// @param model the model's exact id
/// @param system the system prompt
/// @param tools the tools it may call, in a fixed order
/// @param messages the conversation so far, user first, speakers alternating
/// @param maxTokens the most it may answer, in tokens
public record Request(
    String model, String system, List<ToolSpec> tools, List<Message> messages, int maxTokens) {
  /// Takes immutable copies.
  public Request {
    tools = List.copyOf(tools);
    messages = List.copyOf(messages);
  }
}
