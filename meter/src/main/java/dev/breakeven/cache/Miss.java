package dev.breakeven.cache;

/// Why a request read no more from the cache than it did, inferred by comparison with the request
/// before it in the same conversation.
///
/// Requests belong to one conversation if they share the scope and the content of their first
/// message segment. Conversations that begin alike in one scope cannot be told apart.
public sealed interface Miss {
  /// The prefix differs from the request before.
  ///
  /// @param level the part of the prompt that differs first
  /// @param segment the zero-based position that differs first; the length of the prompt if it is a
  ///   shortened copy of the one before
  record Changed(Level level, int segment) implements Miss {}

  /// A reason that needs no further words.
  enum Plain implements Miss {
    /// All that the conversation had written was read.
    NONE,
    /// The conversation had written nothing before. What others wrote may have been read.
    FIRST,
    /// The request has no breakpoint.
    UNMARKED,
    /// No breakpoint has the model's minimum of tokens before it.
    TOO_SHORT,
    /// The conversation went on with another model.
    MODEL,
    /// The entry was not used for the length of its life.
    EXPIRED,
    /// The answer that makes the entry usable had not begun.
    NOT_YET_USABLE,
    /// The entry is there, but no breakpoint's lookback reaches it.
    BEYOND_LOOKBACK
  }
}
