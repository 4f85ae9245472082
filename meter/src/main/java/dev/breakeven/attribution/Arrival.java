package dev.breakeven.attribution;

/// A block that is new in a prompt, and what is thought of its size before the total is looked at.
///
/// @param share whose account it is
/// @param kind what the thought rests on
/// @param tokens how many tokens it should have; 0 for a blind one
/// @param visible how many it has if the provider drops the answer's thinking from later prompts;
///   the same as `tokens` for all but answers
/// @param known how sure `tokens` is
record Arrival(int share, Kind kind, long tokens, long visible, Certainty known) {
  enum Kind {
    /// Counted before: it was answered, or stood in an earlier prompt.
    ANCHORED,
    /// Estimated from its content.
    WEIGHED,
    /// Its content is not in the trace.
    BLIND
  }

  static Arrival anchored(int share, long tokens, long visible, Certainty known) {
    return new Arrival(share, Kind.ANCHORED, tokens, visible, known);
  }

  static Arrival weighed(int share, long tokens) {
    return new Arrival(share, Kind.WEIGHED, tokens, tokens, Certainty.ESTIMATED);
  }

  static Arrival blind(int share) {
    return new Arrival(share, Kind.BLIND, 0, 0, Certainty.ESTIMATED);
  }

  /// This arrival with thinking dropped.
  Arrival dropped() {
    return tokens == visible ? this : anchored(share, visible, visible, Certainty.ESTIMATED);
  }
}
