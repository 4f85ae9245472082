package dev.breakeven.whatif;

import dev.breakeven.cache.EntryLife;
import dev.breakeven.trace.Call;
import java.util.List;

/// A recorded call as it can be sent again.
///
/// @param call the call
/// @param kept how many leading pieces of the agent's previous prompt stand unchanged
/// @param added the pieces that follow them
/// @param touched how many leading pieces others had just read or written, 0 for none
/// @param life how long it asked its prompt to be cached
record SentCall(Call call, int kept, List<Piece> added, int touched, EntryLife life) {
  /// Takes an immutable copy.
  SentCall {
    added = List.copyOf(added);
  }

  /// A part of the cacheable prompt that entered at once.
  ///
  /// @param key stands for its content
  /// @param tokens its size
  /// @param turn the agent's turn that first held it
  /// @param blocks how many blocks of the prompt it ends behind
  /// @param results the sizes of the tools' answers in it
  /// @param reports the sizes of the executors' reports in it
  record Piece(
      long key, long tokens, int turn, int blocks, List<Long> results, List<Long> reports) {
    /// Takes immutable copies.
    Piece {
      results = List.copyOf(results);
      reports = List.copyOf(reports);
    }

    long all(List<Long> sizes) {
      long sum = 0;
      for (long size : sizes) {
        sum += size;
      }
      return Math.min(sum, tokens);
    }

    long above(List<Long> sizes, long cap) {
      long sum = 0;
      for (long size : sizes) {
        sum += Math.max(0, size - cap);
      }
      return Math.min(sum, tokens);
    }
  }
}
