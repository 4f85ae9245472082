package dev.breakeven.cache;

import dev.breakeven.cache.CallPrediction.Difference;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The cacheable prefix of one agent's prompts, cut where the record shows that an entry ends.
///
/// Each call adds one segment: what its prompt has grown by. The *head* is the beginning that the
/// agent shares with others (tools and system prompt); the record shows its size once a call reads
/// no more than that.
final class Prefix {
  private static final Duration RACE = Duration.ofSeconds(5);

  private final List<Piece> pieces = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();
  private final LongSupplier keys;
  private int length;
  private long size;
  private long firstSize = -1;
  private long head;
  private boolean shared;
  private EntryLife life = EntryLife.FIVE_MINUTES;
  private @Nullable Instant before;

  /// One segment.
  ///
  /// @param key stands for its content
  /// @param tokens its size
  /// @param blocks how many blocks of the prompt it ends behind, as far as is known
  /// @param last the last of these blocks
  /// @param positions how many positions it has for the lookback: blocks that can carry a mark
  private record Piece(long key, long tokens, int blocks, int last, int positions) {}

  /// What is sent to the cache.
  record Request(List<Segment> segments, List<Breakpoint> breakpoints) {}

  /// A prefix of which nothing is known yet.
  ///
  /// @param keys gives each new segment its own key
  Prefix(LongSupplier keys) {
    this.keys = keys;
  }

  boolean isNew() {
    return before == null;
  }

  /// Begins with the same blocks as `parent`, as far as `added` does.
  void join(Prefix parent, List<Integer> added) {
    for (Piece piece : parent.pieces) {
      if (piece.blocks() > added.size() || added.get(piece.blocks() - 1) != piece.last()) {
        return;
      }
      pieces.add(piece);
      head = Math.min(parent.head, total());
    }
  }

  /// Begins with the head of `other`, an agent of the same kind, if `prompt` is longer than that.
  void resemble(Prefix other, long prompt) {
    if (pieces.isEmpty() && other.head > 0 && other.head < prompt) {
      pieces.addAll(other.heading());
      head = total();
      shared = true;
    }
  }

  private List<Piece> heading() {
    var leading = new ArrayList<Piece>();
    long sum = 0;
    for (Piece piece : pieces) {
      sum += piece.tokens();
      if (sum > head) {
        break;
      }
      leading.add(piece);
    }
    return leading;
  }

  /// Takes in what is known of `call` beforehand; returns the time since the one before.
  ///
  /// @param thinking the blocks that cannot carry a mark
  Duration next(Call call, Set<Integer> thinking) {
    Usage usage = call.answer().usage();
    Instant start = call.timing().start();
    Duration gap = before == null ? Duration.ZERO : Duration.between(before, start);
    before = start;
    int kept = call.prompt().kept();
    if (length > 0) {
      while (!pieces.isEmpty() && pieces.getLast().blocks() > kept) {
        pieces.removeLast();
      }
    }
    length = kept + call.prompt().added().size();
    size = usage.prompt() - usage.count(TokenClass.UNCACHED);
    if (firstSize < 0) {
      firstSize = size;
    }
    if (usage.count(TokenClass.WRITE_1H) > 0) {
      life = EntryLife.ONE_HOUR;
    } else if (usage.count(TokenClass.WRITE_5M) > 0) {
      life = EntryLife.FIVE_MINUTES;
    }
    while (total() > size) {
      pieces.removeLast();
    }
    grow(last(call), positions(call, thinking));
    return gap;
  }

  /// How many positions the blocks behind the known pieces have.
  private int positions(Call call, Set<Integer> thinking) {
    int known = pieces.isEmpty() ? 0 : pieces.getLast().blocks() - call.prompt().kept();
    return (int)
        call.prompt().added().stream()
            .skip(Math.max(0, known))
            .filter(block -> !thinking.contains(block))
            .count();
  }

  private int last(Call call) {
    List<Integer> added = call.prompt().added();
    return added.isEmpty() ? -1 : added.getLast();
  }

  private void grow(int last, int positions) {
    long total = total();
    if (size > total) {
      pieces.add(new Piece(keys.getAsLong(), size - total, length, last, positions));
    }
  }

  private long total() {
    return pieces.stream().mapToLong(Piece::tokens).sum();
  }

  /// Whether others keep the head alive, as far as the last call that could tell has shown.
  boolean shared() {
    return shared && head > 0;
  }

  /// A request of theirs.
  Request headRequest() {
    return request(heading());
  }

  /// The agent's own request.
  Request request() {
    return request(pieces);
  }

  private Request request(List<Piece> leading) {
    var segments = new ArrayList<Segment>();
    var marks = new ArrayList<Breakpoint>();
    long total = leading.stream().mapToLong(Piece::tokens).sum();
    long sum = 0;
    for (Piece piece : leading) {
      for (int position = 1; position < piece.positions(); position++) {
        segments.add(new Segment(-piece.key(), 0, Level.MESSAGES));
      }
      segments.add(new Segment(piece.key(), piece.tokens(), Level.MESSAGES));
      sum += piece.tokens();
      if (sum == head || sum == total) {
        marks.add(new Breakpoint(segments.size() - 1, life));
      }
    }
    return new Request(segments, marks);
  }

  /// Takes in that `read` tokens were read: an entry ends there, and what follows is new.
  void correct(long read) {
    Piece whole = pieces.isEmpty() ? new Piece(0, 0, length, -1, 1) : pieces.getLast();
    int inside = whole.blocks();
    while (total() > read) {
      inside = pieces.removeLast().blocks();
    }
    long rest = read - total();
    if (rest > 0) {
      pieces.add(new Piece(keys.getAsLong(), rest, read <= firstSize ? 1 : inside, -1, 1));
    }
    grow(whole.last(), 1);
  }

  /// Learns from what was read, once the forecast is made.
  void settle(long read, Duration gap, boolean first) {
    boolean expired = gap.compareTo(life.duration()) >= 0;
    if (read > 0 && read < firstSize && read < size) {
      head = read;
    }
    if (first || expired) {
      shared = read > 0;
    }
    ends.add(size);
  }

  /// Why `read` tokens were read and not `predicted`.
  Difference difference(long predicted, long read, Duration gap, boolean first) {
    if (predicted == read) {
      return Difference.NONE;
    }
    if (first) {
      return Difference.FIRST;
    }
    if (predicted < read) {
      return ends.contains(read) || read == head ? Difference.OUTLIVED : Difference.UNRECORDED;
    }
    if (gap.compareTo(RACE) < 0 && ends.contains(read)) {
      return Difference.NOT_YET_READABLE;
    }
    return gap.compareTo(life.duration()) >= 0 ? Difference.EXPIRED : Difference.CHANGED;
  }
}
