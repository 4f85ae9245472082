package dev.breakeven.cache;

/// The three parts of a prompt, in the order in which they make up its prefix: a change in one
/// invalidates it and all that follow.
public enum Level {
  /// Tool definitions.
  TOOLS,
  /// The system prompt.
  SYSTEM,
  /// The conversation.
  MESSAGES
}
