package dev.breakeven.trace;

import java.util.List;

/// A call's prompt, told as the change against the same agent's previous call, so that a trace
/// grows with its blocks and not with their square.
///
/// @param kept how many leading blocks of the previous call's prompt stand unchanged; 0 for a first
///   call
/// @param added ids of the blocks that follow them, in order
/// @param marks zero-based positions in the whole prompt after which a cache mark stands
public record Prompt(int kept, List<Integer> added, List<Integer> marks) {
  /// Takes immutable copies and checks the numbers.
  ///
  /// @throws IllegalArgumentException if `kept` is negative or a mark lies outside the prompt
  public Prompt {
    added = List.copyOf(added);
    marks = List.copyOf(marks);
    int length = kept + added.size();
    if (kept < 0 || !within(marks, length)) {
      throw new IllegalArgumentException(
          "expected kept of 0 or more and marks within the prompt's "
              + length
              + " blocks, got kept "
              + kept
              + " and marks "
              + marks);
    }
  }

  private static boolean within(List<Integer> marks, int length) {
    for (int mark : marks) {
      if (mark < 0 || mark >= length) {
        return false;
      }
    }
    return true;
  }
}
