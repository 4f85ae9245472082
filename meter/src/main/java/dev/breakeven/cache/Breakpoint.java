package dev.breakeven.cache;

/// A mark that asks for the prefix up to and including one segment to be cached.
///
/// @param position the segment's zero-based position in the request
/// @param life how long the entry shall live
/// @param setter who set it
public record Breakpoint(int position, EntryLife life, Setter setter) {
  /// A mark that the request sets.
  public Breakpoint(int position, EntryLife life) {
    this(position, life, Setter.REQUEST);
  }

  /// Who sets a breakpoint.
  public enum Setter {
    /// The request: counted against the limit, and bound to the order of lives.
    REQUEST,
    /// The provider, by itself: Anthropic sets one of five minutes on the results of server tools
    /// in a request that has any mark.
    PROVIDER
  }
}
