package dev.breakeven.trace;

import org.jspecify.annotations.Nullable;

/// A piece of content that enters a prompt at once and stays whole.
///
/// @param id unique in its trace, ascending in the order of appearance
/// @param origin where it came from
/// @param agent the agent whose prompt or answer it appeared in first
/// @param tool the tool it belongs to, for calls and results; null for others
/// @param text the content, null where the trace does not hold it
/// @param tokens the size where it is known by itself (rehearsed), null where only totals are known
/// @param length how long the content was, in UTF-16 units, where it was read and its size is to be
///   estimated from that alone, be it held or not, so that both come to the same; null where its
///   size is estimated from the content held, or nothing is known of it
/// @param pieces what its size was estimated from while the content was held, in thousandths of a
///   token of an average tokenizer; null where it is held, or only the length is known
public record Block(
    int id,
    Origin origin,
    String agent,
    @Nullable String tool,
    @Nullable String text,
    @Nullable Long tokens,
    @Nullable Integer length,
    @Nullable Long pieces) {
  /// A block whose content is held, or of which nothing is known.
  public Block(
      int id,
      Origin origin,
      String agent,
      @Nullable String tool,
      @Nullable String text,
      @Nullable Long tokens) {
    this(id, origin, agent, tool, text, tokens, null, null);
  }

  /// A block of whose content the length is known at most, if it is not held.
  public Block(
      int id,
      Origin origin,
      String agent,
      @Nullable String tool,
      @Nullable String text,
      @Nullable Long tokens,
      @Nullable Integer length) {
    this(id, origin, agent, tool, text, tokens, length, null);
  }
}
