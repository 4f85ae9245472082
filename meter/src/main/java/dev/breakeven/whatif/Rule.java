package dev.breakeven.whatif;

import dev.breakeven.cache.EntryLife;

/// A rule of billing or of the context under which recorded calls can be sent again. Each is one
/// that can be followed without knowing the future.
public sealed interface Rule {
  /// As it was, which tells how near the replay comes to what was billed.
  record AsRecorded() implements Rule {}

  /// Cached prompts live for this long.
  ///
  /// @param life how long
  record Life(EntryLife life) implements Rule {}

  /// What a tool answers is cut.
  ///
  /// @param tokens to this size
  record ResultCap(long tokens) implements Rule {}

  /// What an executor reports is cut.
  ///
  /// @param tokens to this size
  record ReportCap(long tokens) implements Rule {}

  /// What tools answered long ago is replaced by a line, several at a time, since every time the
  /// prompt behind is written again.
  ///
  /// @param keep the turns whose results stay
  /// @param every how many turns pass between two times
  record Mask(int keep, int every) implements Rule {
    /// What stands for a result that was replaced, in tokens.
    static final long STUB = 20;
  }

  /// A conversation is replaced by a summary of itself.
  ///
  /// @param at once its prompt has this many tokens
  /// @param summary the summary's tokens
  record Compact(long at, long summary) implements Rule {}

  /// In every pause of an agent that is no executor, the cached prompt is read just before its life
  /// is over, and one token is answered: a number of times, then no more. After the last call too,
  /// since nobody knows that it is the last.
  ///
  /// @param times how often
  record KeepAlive(int times) implements Rule {}

  /// The same calls go to another model, with the same tokens.
  ///
  /// @param model its exact id
  record OtherModel(String model) implements Rule {}

  /// A stretch of one agent's calls is not made, and what it brought is in no later prompt: what
  /// doing it alone cost.
  ///
  /// @param agent the agent's id
  /// @param from the turn of its first call
  /// @param to the turn of the first call that is made again
  record Without(String agent, int from, int to) implements Rule {}
}
