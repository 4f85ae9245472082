package dev.breakeven.importer;

import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import dev.breakeven.wire.WireUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One conversation of a [Draft]: the blocks its next prompt will consist of, and its calls.
///
/// Each model that answers in it is an agent of its own: the first has the conversation's id,
/// another that id, `@` and its name.
public final class Dialogue {
  final String id;

  private final Draft draft;
  private final List<Integer> context = new ArrayList<>();
  private final Map<String, Seen> models = new LinkedHashMap<>();
  private @Nullable Dialogue parent;
  private @Nullable String above;
  private @Nullable Integer instruction;
  private boolean delegated;
  private @Nullable Role role;
  private Instant latest = Instant.EPOCH;

  /// What a model saw last of the conversation.
  static final class Seen {
    final String agent;
    final String model;
    int turns;
    private int kept;

    private Seen(String agent, String model) {
      this.agent = agent;
      this.model = model;
    }
  }

  /// A piece of content as a log gives it, before it is a block.
  ///
  /// @param tool the tool it belongs to, null for none
  /// @param text the content, null where the log does not hold it
  public record Piece(Origin origin, @Nullable String tool, @Nullable String text) {
    private boolean is(Block block) {
      return block.text() != null
          && Objects.equals(text, block.text())
          && Objects.equals(tool, block.tool());
    }
  }

  /// What a log says of one call beside the content.
  ///
  /// @param model its exact id
  /// @param usage what was billed; [Usage#NONE] where the log does not say
  /// @param known how the usage is known
  /// @param stop why the model stopped, null where the log does not say
  /// @param cost what the log says the call cost, null where it does not
  /// @param bought how it was bought
  public record Reply(
      String model,
      Usage usage,
      Known known,
      @Nullable String stop,
      @Nullable Usd cost,
      Purchase bought) {
    /// A reply that was bought in the standard way.
    public Reply(
        String model, Usage usage, Known known, @Nullable String stop, @Nullable Usd cost) {
      this(model, usage, known, stop, cost, Purchase.STANDARD);
    }

    /// A reply with billed usage, without a reason to stop or a cost.
    public static Reply of(String model, Usage usage) {
      return new Reply(model, usage, Known.BILLED, null, null);
    }

    /// With the reason to stop.
    public Reply stopped(@Nullable String reason) {
      return new Reply(model, usage, known, reason, cost, bought);
    }

    /// With the cost the log puts down.
    public Reply costing(@Nullable Usd recorded) {
      return new Reply(model, usage, known, stop, recorded, bought);
    }

    /// With usage that nobody billed call by call.
    public Reply estimated() {
      return new Reply(model, usage, Known.ESTIMATED, stop, cost, bought);
    }

    /// Bought in that way.
    public Reply bought(Purchase purchase) {
      return new Reply(model, usage, known, stop, cost, purchase);
    }
  }

  Dialogue(String id, Draft draft) {
    this.id = id;
    this.draft = draft;
  }

  /// The conversation's id.
  public String id() {
    return id;
  }

  /// Says that `other` delegated this.
  ///
  /// @param block the block that did, null where the log does not tell
  public void under(@Nullable Dialogue other, @Nullable Integer block) {
    delegated = true;
    parent = other;
    above = other == null ? null : other.id;
    instruction = block;
  }

  /// Says that the agent `agent` of `other` delegated this by `block`.
  public void under(Dialogue other, String agent, int block) {
    under(other, block);
    above = agent;
  }

  /// Says its role by its key, where a log has it: an orchestrator's executors may not be on file.
  /// Other words, and null, say nothing.
  public void as(@Nullable String key) {
    for (Role known : Role.values()) {
      if (known.key().equals(key)) {
        role = known;
      }
    }
  }

  /// The role that the log says, null where it does not.
  @Nullable Role role() {
    return role;
  }

  /// Says that this is a side request of `other`, such as a compaction, and no delegation.
  public void beside(Dialogue other) {
    parent = other;
    above = other.id;
  }

  /// The agent that this is under, null for none.
  @Nullable String above() {
    return above;
  }

  @Nullable Dialogue parent() {
    return parent;
  }

  @Nullable Integer instruction() {
    return instruction;
  }

  /// Whether another conversation delegated this.
  boolean delegated() {
    return delegated;
  }

  /// The model of each agent that answered here.
  Map<String, String> agents() {
    var agents = new LinkedHashMap<String, String>();
    models.values().forEach(seen -> agents.put(seen.agent, seen.model));
    return agents;
  }

  /// The blocks that the next prompt will consist of.
  public List<Integer> context() {
    return Collections.unmodifiableList(context);
  }

  /// Appends a block to the next prompt.
  public void append(int block) {
    context.add(block);
  }

  /// Makes a block and appends it; returns its id.
  public int append(Origin origin, @Nullable String tool, @Nullable String text) {
    int block = draft.block(origin, id, tool, text);
    context.add(block);
    return block;
  }

  /// Puts a block into the next prompt, at `position` and before what stands there.
  public void insert(int position, int block) {
    context.add(position, block);
  }

  /// Lets the next prompt begin with `beginning` in place of its first `length` blocks.
  public void begin(int length, List<Integer> beginning) {
    int common = 0;
    while (common < Math.min(length, beginning.size())
        && context.get(common).equals(beginning.get(common))) {
      common++;
    }
    int stands = common;
    models.values().forEach(seen -> seen.kept = Math.min(seen.kept, stands));
    context.subList(0, length).clear();
    context.addAll(0, beginning);
  }

  /// Cuts the next prompt back to its first `length` blocks.
  public void cut(int length) {
    int left = Math.min(length, context.size());
    context.subList(left, context.size()).clear();
    models.values().forEach(seen -> seen.kept = Math.min(seen.kept, left));
  }

  /// The next prompt consists of these pieces: those that stand where they stood are the same
  /// blocks, the first other one and all behind it are new.
  ///
  /// @return the blocks that are new
  public List<Integer> prompt(List<Piece> pieces) {
    int common = 0;
    while (common < Math.min(pieces.size(), context.size())
        && pieces.get(common).is(draft.at(context.get(common)))) {
      common++;
    }
    cut(common);
    for (Piece piece : pieces.subList(common, pieces.size())) {
      append(piece.origin(), piece.tool(), piece.text());
    }
    return List.copyOf(context.subList(common, context.size()));
  }

  /// Ends a call: `answer` came back on what stands in [#context], and follows it from now on.
  ///
  /// @param answer the answer's blocks
  /// @param start when it was asked, [Instant#EPOCH] where the log does not say
  /// @param end when the answer was complete; `start` where the log does not say
  public Call answer(List<Integer> answer, Reply reply, Instant start, Instant end) {
    Seen seen = next(reply.model());
    Instant asked = start.equals(Instant.EPOCH) ? end : start;
    Instant begun = asked.isBefore(latest) ? latest : asked;
    latest = begun;
    Duration total = end.isAfter(begun) ? Duration.between(begun, end) : Duration.ZERO;
    var call =
        new Call(
            seen.agent + "#" + seen.turns,
            seen.agent,
            seen.turns,
            new Prompt(seen.kept, context.subList(seen.kept, context.size()), List.of()),
            new Call.Answer(
                answer, reply.stop(), reply.usage(), reply.known(), reply.cost(), reply.bought()),
            new Call.Timing(begun, total, total));
    seen.kept = context.size();
    context.addAll(answer);
    draft.add(call);
    return call;
  }

  /// Begins a call of `model` on what stands in [#context]; what follows it is up to the caller.
  ///
  /// @param start when it was asked
  /// @param first when the first line of its answer was written
  public OpenCall open(String model, Instant start, Instant first) {
    Seen seen = next(model);
    List<Integer> added = context.subList(seen.kept, context.size());
    var call = new OpenCall(this, seen, new Prompt(seen.kept, added, List.of()), start, first);
    seen.kept = context.size();
    draft.add(call);
    return call;
  }

  /// What `share`'s model billed within `call`: a call without blocks, of an agent of its own.
  Call beside(WireUsage.Share share, Call call, Purchase bought) {
    Seen seen =
        models.computeIfAbsent(
            share.kind() + " " + share.model(),
            key -> new Seen(id + "@" + share.model() + "/" + share.kind(), share.model()));
    seen.turns++;
    return new Call(
        seen.agent + "#" + seen.turns,
        seen.agent,
        seen.turns,
        new Prompt(0, List.of(), List.of()),
        new Call.Answer(List.of(), call.answer().stop(), share.usage(), Known.BILLED, null, bought),
        call.timing());
  }

  /// What `model` saw last, its next turn begun.
  private Seen next(String model) {
    Seen seen = models.get(model);
    if (seen == null) {
      seen = new Seen(models.isEmpty() ? id : id + "@" + model, model);
      models.put(model, seen);
    }
    seen.turns++;
    return seen;
  }

  /// A call of which the log holds no content.
  public Call answer(Reply reply, Instant start, Instant end) {
    return answer(List.of(), reply, start, end);
  }

  /// The blocks of an answer that consists of `pieces`, for [#answer].
  public List<Integer> answered(List<Piece> pieces) {
    return pieces.stream()
        .map(piece -> draft.block(piece.origin(), id, piece.tool(), piece.text()))
        .toList();
  }
}
