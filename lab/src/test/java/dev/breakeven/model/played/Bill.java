package dev.breakeven.model.played;

import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;

/// What a provider's own books hold of one request.
///
/// @param by who asked
/// @param usage what was billed; nothing where the request was turned away
/// @param told what the client was told of it
public record Bill(Payer by, Usage usage, Told told) {
  /// Who asked.
  ///
  /// @param arm the study's arm, which asks at an address of its own
  /// @param role known by its tools and its system prompt
  /// @param model the model that was asked
  public record Payer(String arm, Role role, String model) {}

  /// What the client was told of the bill.
  public enum Told {
    /// An answer came, and its whole usage.
    ANSWERED,
    /// The whole usage came, and no answer.
    USAGE,
    /// The prompt's part of it came.
    PROMPT,
    /// Nothing came.
    NOTHING,
    /// The request was turned away and not billed.
    REFUSED
  }
}
