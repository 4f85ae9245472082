package dev.breakeven.importer.claudecode;

import dev.breakeven.trace.Prompt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The blocks that one agent's next prompt will consist of, followed line by line.
///
/// A *step* is one answer and what followed it. A prompt that follows an earlier step than the last
/// one begins a *branch*. Once an answer follows the branch, it takes the place of what came after
/// that step; until then it waits aside, because an answer to the old end may still come.
final class Conversation {
  final String id;

  private final Map<String, Standing> standings = new LinkedHashMap<>();
  private int step;
  private List<Integer> head = List.of();
  private List<Integer> blocks = new ArrayList<>();
  private @Nullable Turn turn;
  private Repeats.@Nullable Answer copying;
  private int answerEnd;
  private @Nullable Instant asked;
  private @Nullable Instant requested;
  private @Nullable Instant before;

  Conversation(String id) {
    this.id = id;
  }

  /// The number of the current step.
  int step() {
    return step;
  }

  /// How many blocks there are behind the head.
  int length() {
    return blocks.size();
  }

  /// The tools and the system prompt from now on.
  void head(List<Integer> ids) {
    head = ids;
  }

  List<Integer> head() {
    return head;
  }

  boolean isEmpty() {
    return blocks.isEmpty();
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
    return new Branch(Math.min(length, blocks.size()));
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
    head = otherHead;
    blocks = new ArrayList<>(otherBlocks);
  }

  List<Integer> blocks() {
    return List.copyOf(blocks);
  }

  /// Forgets everything: a summary follows, or a new beginning.
  void clear() {
    cut(0);
  }

  private void cut(int length) {
    int left = Math.min(length, blocks.size());
    blocks.subList(left, blocks.size()).clear();
    standings.values().forEach(standing -> standing.cut(left));
    answerEnd = Math.min(answerEnd, left);
    turn = null;
  }

  /// Appends something that is asked or told.
  void ask(int block, @Nullable Instant time) {
    blocks.add(block);
    asked(time);
  }

  /// Takes in a tool's result: behind those of tools that were called before it, whenever it came.
  ///
  /// @param call the block of the tool's call
  void result(int block, @Nullable Instant time, int call, ToolUses tools) {
    int position = blocks.size();
    while (position > answerEnd && tools.isLaterResult(blocks.get(position - 1), call)) {
      position--;
    }
    blocks.add(position, block);
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
  Turn answer(String model, @Nullable Instant time) {
    step++;
    Standing standing = standings.get(model);
    if (standing == null) {
      standing = new Standing(standings.isEmpty() ? id : id + "@" + model, model);
      standings.put(model, standing);
    }
    int kept = standing.stand(head);
    var prompt = new Prompt(kept, behind(kept), List.of());
    standing.saw(head, blocks.size());
    answerEnd = blocks.size();
    Instant first = at(time);
    Turn next = new Turn(this, standing, prompt, start(first), first);
    before = next.start();
    asked = null;
    requested = null;
    turn = next;
    return next;
  }

  /// What stands behind the first `length` blocks, the head's among them; good until the next one.
  private List<Integer> behind(int length) {
    if (length >= head.size()) {
      return blocks.subList(length - head.size(), blocks.size());
    }
    var all = new ArrayList<Integer>(head.subList(length, head.size()));
    all.addAll(blocks);
    return all;
  }

  /// What another model billed beside the answer, as an agent of its own.
  Standing beside(String kind, String model) {
    return standings.computeIfAbsent(
        kind + " " + model, key -> new Standing(id + "@" + model + "/" + kind, model));
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
  void answered(Integer block) {
    blocks.add(answerEnd, block);
    answerEnd++;
  }

  /// The current answer's call; null before the first and after a cut.
  @Nullable Turn turn() {
    return turn;
  }

  /// Begins `answer`, which is billed elsewhere, in the conversation it was copied from.
  void copied(Repeats.Answer answer) {
    step++;
    answerEnd = blocks.size();
    turn = null;
    copying = answer;
  }

  /// The answer that was begun by [#copied] last.
  Repeats.@Nullable Answer copying() {
    return copying;
  }

  /// All models that took part, the first first.
  List<Standing> standings() {
    return List.copyOf(standings.values());
  }
}
