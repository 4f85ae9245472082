package dev.breakeven.model.rehearsal;

import java.util.List;

/// What a rehearsed model does in one turn.
sealed interface Act {
  /// Calls tools.
  ///
  /// @param why what the words that go with it are about
  /// @param moves the calls, at least one
  record Use(AnswerText.Topic why, List<WantedCall> moves) implements Act {
    /// Takes an immutable copy.
    public Use {
      moves = List.copyOf(moves);
    }

    Use(AnswerText.Topic why, WantedCall move) {
      this(why, List.of(move));
    }
  }

  /// Ends its work.
  ///
  /// @param words its last message, ending in `DONE` or `BLOCKED`
  record End(String words) implements Act {}
}
