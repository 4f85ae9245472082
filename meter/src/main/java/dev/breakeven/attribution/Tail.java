package dev.breakeven.attribution;

import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.util.List;

/// What is billed behind the last block of every prompt, read off an agent's own calls.
final class Tail {
  private Tail() {}

  /// The fewest uncached tokens of any call that used the cache and marked its last block: they lie
  /// behind that mark. 0 if there is no such call.
  static long of(Roll roll, int[] calls) {
    long least = Long.MAX_VALUE;
    int length = 0;
    for (int index : calls) {
      Call call = roll.call(index);
      length = call.prompt().kept() + roll.added(index).length;
      List<Integer> marks = call.prompt().marks();
      Usage usage = call.answer().usage();
      boolean cached = usage.prompt() > usage.count(TokenClass.UNCACHED);
      if (cached && !marks.isEmpty() && marks.getLast() == length - 1) {
        least = Math.min(least, usage.count(TokenClass.UNCACHED));
      }
    }
    return least == Long.MAX_VALUE ? 0 : least;
  }

  /// The most blocks of any of the prompts.
  static int longestPrompt(Roll roll, int[] calls) {
    int longest = 0;
    for (int index : calls) {
      longest = Math.max(longest, roll.call(index).prompt().kept() + roll.added(index).length);
    }
    return longest;
  }
}
