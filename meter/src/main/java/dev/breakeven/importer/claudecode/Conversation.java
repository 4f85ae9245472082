package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.OpenCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The blocks that one agent's next prompt will consist of, followed line by line.
///
/// A *step* is one answer and what followed it. A prompt that follows an earlier step than the last
/// one begins a *branch*. Once an answer follows the branch, it takes the place of what came after
/// that step; until then it waits aside, because an answer to the old end may still come.
final class Conversation {
  final String id;

  private final Dialogue dialogue;
  private int step;

  /// How many blocks the next prompt begins with that are tools and system prompt.
  private int head;

  private @Nullable OpenCall turn;
  private Repeats.@Nullable Answer copying;

  /// Where the answer at hand ends, behind the head.
  private int answerEnd;

  private @Nullable Instant asked;
  private @Nullable Instant requested;
  private @Nullable Instant before;

  Conversation(Dialogue dialogue) {
    this.id = dialogue.id();
    this.dialogue = dialogue;
  }

  /// The dialogue that it is written to.
  Dialogue dialogue() {
    return dialogue;
  }

  /// The number of the current step.
  int step() {
    return step;
  }

  /// How many blocks there are behind the head.
  int length() {
    return dialogue.context().size() - head;
  }

  /// The tools and the system prompt from now on.
  void head(List<Integer> ids) {
    dialogue.begin(head, ids);
    head = ids.size();
  }

  List<Integer> head() {
    return List.copyOf(dialogue.context().subList(0, head));
  }

  boolean isEmpty() {
    return length() == 0;
  }

  /// A prompt that waits for an answer beside the conversation's end.
  static final class Branch {
    private final List<Integer> asked = new ArrayList<>();
    private final int from;
    private @Nullable Instant time;
    private boolean waits = true;

    private Branch(int from) {
      this.from = from;
    }

    /// Whether it still waits.
    boolean waits() {
      return waits;
    }

    /// How many blocks the conversation will have with it.
    int length() {
      return from + asked.size();
    }
  }

  /// Begins a branch behind the first `length` blocks.
  Branch branch(int length) {
    return new Branch(Math.min(length, length()));
  }

  /// Appends something that is asked or told on `branch`.
  void ask(Branch branch, int block, @Nullable Instant time) {
    branch.asked.add(block);
    branch.time = time == null ? branch.time : time;
  }

  /// Goes on with `branch`, which an answer follows.
  void take(Branch branch) {
    cut(branch.from);
    branch.waits = false;
    asked = null;
    branch.asked.forEach(block -> ask(block, branch.time));
  }

  /// Begins with what another conversation consisted of.
  void begin(List<Integer> otherHead, List<Integer> otherBlocks) {
    cut(0);
    head(otherHead);
    otherBlocks.forEach(dialogue::append);
  }

  List<Integer> blocks() {
    return List.copyOf(dialogue.context().subList(head, dialogue.context().size()));
  }

  /// Forgets everything: a summary follows, or a new beginning.
  void clear() {
    cut(0);
  }

  private void cut(int length) {
    int left = Math.min(length, length());
    dialogue.cut(head + left);
    answerEnd = Math.min(answerEnd, left);
    turn = null;
  }

  /// Appends something that is asked or told.
  void ask(int block, @Nullable Instant time) {
    dialogue.append(block);
    asked(time);
  }

  /// Takes in a tool's result: behind those of tools that were called before it, whenever it came.
  ///
  /// @param call the block of the tool's call
  void result(int block, @Nullable Instant time, int call, ToolUses tools) {
    List<Integer> context = dialogue.context();
    int position = context.size();
    while (position > head + answerEnd && tools.isLaterResult(context.get(position - 1), call)) {
      position--;
    }
    dialogue.insert(position, block);
    asked(time);
  }

  private void asked(@Nullable Instant time) {
    if (time != null && (asked == null || time.isAfter(asked))) {
      asked = time;
    }
  }

  /// The tool notes that it sends a request.
  void requested(@Nullable Instant time) {
    requested = time;
  }

  /// Begins the answer of `model` to all that is there.
  ///
  /// @param time when its first line was written
  OpenCall answer(String model, @Nullable Instant time) {
    step++;
    answerEnd = length();
    Instant first = at(time);
    OpenCall next = dialogue.open(model, start(first), first);
    before = next.start();
    asked = null;
    requested = null;
    turn = next;
    return next;
  }

  /// When the request was sent whose answer began at `first`.
  private Instant start(Instant first) {
    Instant start = requested != null ? requested : asked != null ? asked : first;
    start = start.isAfter(first) ? first : start;
    return before != null && start.isBefore(before) ? before : start;
  }

  private Instant at(@Nullable Instant time) {
    return time != null ? time : before != null ? before : Instant.EPOCH;
  }

  /// Appends a block to the answer, before what has followed it already.
  void answered(int block) {
    dialogue.insert(head + answerEnd, block);
    answerEnd++;
  }

  /// The current answer's call; null before the first and after a cut.
  @Nullable OpenCall turn() {
    return turn;
  }

  /// Begins `answer`, which is billed elsewhere, in the conversation it was copied from.
  void copied(Repeats.Answer answer) {
    step++;
    answerEnd = length();
    turn = null;
    copying = answer;
  }

  /// The answer that was begun by [#copied] last.
  Repeats.@Nullable Answer copying() {
    return copying;
  }
}
