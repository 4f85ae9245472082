package dev.breakeven.model;

import java.util.List;

/// One turn of a conversation.
///
/// @param speaker who said it
/// @param content what was said
public record Message(Speaker speaker, List<Content> content) {
  /// Takes an immutable copy.
  public Message {
    content = List.copyOf(content);
  }

  /// Who says a message.
  public enum Speaker {
    /// The user, or the tools.
    USER,
    /// The model.
    ASSISTANT
  }
}
