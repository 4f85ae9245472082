package dev.breakeven.importer.claudecode;

import java.util.List;

/// What one model last saw of a conversation: the next prompt is told as the change against it.
final class Standing {
  final String agent;
  final String model;

  private int turns;
  private List<Integer> head = List.of();

  /// How many blocks of the conversation behind its head stand unchanged.
  private int kept;

  Standing(String agent, String model) {
    this.agent = agent;
    this.model = model;
  }

  /// The conversation was cut back to `length` blocks.
  void cut(int length) {
    kept = Math.min(kept, length);
  }

  int nextTurn() {
    turns++;
    return turns;
  }

  /// How many leading blocks of the last prompt stand in one that begins with `newHead`.
  int stand(List<Integer> newHead) {
    if (newHead.equals(head)) {
      return head.size() + kept;
    }
    int common = 0;
    while (common < Math.min(head.size(), newHead.size())
        && head.get(common).equals(newHead.get(common))) {
      common++;
    }
    return common;
  }

  /// The prompt was `newHead` and the first `length` blocks of the conversation.
  void saw(List<Integer> newHead, int length) {
    head = newHead;
    kept = length;
  }
}
