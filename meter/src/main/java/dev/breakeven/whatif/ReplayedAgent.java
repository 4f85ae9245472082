package dev.breakeven.whatif;

import dev.breakeven.cache.CacheOutcome;
import dev.breakeven.cache.CacheRequest;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.cache.EntryLife;
import dev.breakeven.cache.Level;
import dev.breakeven.cache.PromptCache;
import dev.breakeven.cache.Segment;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.whatif.SentCall.Piece;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One agent's calls, sent again under a rule, in a cache of its own.
final class ReplayedAgent {
  /// How long before its life is over a cached prompt is read to keep it alive.
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private static final long MASKED = 0x5bd1e995L << 32;
  private static final String SCOPE = "agent";

  private final String model;
  private final boolean executor;
  private final Optional<Rule.Without> without;
  private final Rule rule;
  private final PromptCache cache;
  private final List<Piece> recorded = new ArrayList<>();

  /// How many leading recorded pieces are masked, and how many a summary stands for.
  private int masked;

  private int summarised;
  private long summaryKey = -1;
  private List<Segment> last = List.of();
  private Instant lastStart = Instant.EPOCH;
  private @Nullable Call lastCall;
  private EntryLife life = EntryLife.FIVE_MINUTES;

  ReplayedAgent(String model, Agent agent, Rule rule, CacheRules rules) {
    this.model = model;
    this.executor = agent.role() == Role.EXECUTOR;
    this.without =
        rule instanceof Rule.Without gone && gone.agent().equals(agent.id())
            ? Optional.of(gone)
            : Optional.empty();
    this.rule = rule;
    this.cache = new PromptCache(rules);
  }

  String model() {
    return model;
  }

  /// The last call that it sent, null for none.
  @Nullable Call lastCall() {
    return lastCall;
  }

  /// What `sent` is billed, and what the rule asks before it.
  List<Usage> send(SentCall sent) {
    Call call = sent.call();
    Instant start = call.timing().start();
    var usages = new ArrayList<Usage>();
    if (rule instanceof Rule.KeepAlive(int times) && !executor) {
      keepAlive(times, start, usages);
    }
    take(sent);
    if (without.isPresent()
        && call.turn() >= without.get().from()
        && call.turn() < without.get().to()) {
      return List.of();
    }
    life = rule instanceof Rule.Life(EntryLife other) ? other : sent.life();
    long output = call.answer().usage().count(TokenClass.OUTPUT);
    long tail = call.answer().usage().count(TokenClass.UNCACHED);
    if (rule instanceof Rule.Compact(long at, long summary)) {
      compact(at, summary, start, usages);
    }
    if (rule instanceof Rule.Mask(int keep, int every) && call.turn() % every == 0) {
      while (masked < recorded.size() && recorded.get(masked).turn() <= call.turn() - keep) {
        masked++;
      }
    }
    List<Segment> segments = segments();
    int touched = touched(sent.touched());
    if (touched > 0) {
      ask(segments.subList(0, touched), start, start);
    }
    if (segments.isEmpty()) {
      usages.add(Usage.of(tail, 0, 0, 0, output));
    } else {
      CacheOutcome outcome = ask(segments, start, start.plus(call.timing().first()));
      // The provider's tail is in the record already.
      Usage usage = outcome.usage(output);
      usages.add(
          new Usage(
              Math.max(0, usage.uncached() - tailOf(segments, outcome)) + tail,
              usage.write5m(),
              usage.write1h(),
              usage.read(),
              usage.output()));
    }
    last = segments;
    lastStart = start;
    lastCall = call;
    return usages;
  }

  /// What the rule asks after the last call.
  List<Usage> end() {
    var usages = new ArrayList<Usage>();
    if (rule instanceof Rule.KeepAlive(int times) && !executor) {
      keepAlive(times, Instant.MAX, usages);
    }
    return usages;
  }

  private static long tailOf(List<Segment> segments, CacheOutcome outcome) {
    long size = 0;
    for (Segment segment : segments) {
      size += segment.tokens();
    }
    return outcome.prompt() - size;
  }

  private void take(SentCall sent) {
    while (recorded.size() > sent.kept()) {
      recorded.removeLast();
    }
    recorded.addAll(sent.added());
    masked = Math.min(masked, sent.kept());
    if (summarised > sent.kept()) {
      summarised = 0; // the record has summarised it itself
    }
  }

  private void compact(long at, long summary, Instant start, List<Usage> usages) {
    List<Segment> before = segments();
    long size = 0;
    for (Segment segment : before) {
      size += segment.tokens();
    }
    long first = before.isEmpty() ? 0 : before.getFirst().tokens();
    if (size <= at || size <= first + 2 * summary || recorded.size() < 3) {
      return;
    }
    // The conversation so far is read once more to be summarised.
    List<Segment> old = before.subList(0, before.size() - 1);
    usages.add(ask(old, start, start).usage(summary));
    summarised = recorded.size() - 1;
    summaryKey = -recorded.get(summarised - 1).key();
  }

  private void keepAlive(int times, Instant next, List<Usage> usages) {
    if (last.isEmpty()) {
      return;
    }
    Duration pause = life.duration().minus(MARGIN);
    Instant at = lastStart.plus(pause);
    for (int i = 0; i < times && at.isBefore(next); i++) {
      usages.add(ask(last, at, at).usage(1));
      at = at.plus(pause);
    }
  }

  private List<Segment> segments() {
    var segments = new ArrayList<Segment>(recorded.size());
    for (int i = 0; i < recorded.size(); i++) {
      if (i == 1 && summarised > 1 && rule instanceof Rule.Compact(long _, long summary)) {
        segments.add(new Segment(summaryKey, summary, Level.MESSAGES));
        i = summarised;
        if (i >= recorded.size()) {
          break;
        }
      }
      if (!gone(recorded.get(i))) {
        segments.add(segment(i));
      }
    }
    return segments;
  }

  /// How many leading segments stand for the first `pieces` recorded ones.
  private int touched(int pieces) {
    int touched = 0;
    for (Piece piece : recorded.subList(0, summarised > 0 ? Math.min(1, pieces) : pieces)) {
      touched += gone(piece) ? 0 : 1;
    }
    return touched;
  }

  /// Whether what a piece holds came from a stretch that was not made.
  private boolean gone(Piece piece) {
    return without.isPresent()
        && piece.turn() > without.get().from()
        && piece.turn() <= without.get().to();
  }

  private Segment segment(int place) {
    Piece piece = recorded.get(place);
    return switch (rule) {
      case Rule.ResultCap(long cap) -> cut(piece, piece.above(piece.results(), cap));
      case Rule.ReportCap(long cap) -> cut(piece, piece.above(piece.reports(), cap));
      case Rule.Mask _ -> place < masked ? masked(piece) : cut(piece, 0);
      case Rule.AsRecorded _,
          Rule.Life _,
          Rule.Compact _,
          Rule.KeepAlive _,
          Rule.Without _,
          Rule.OtherModel _ ->
          cut(piece, 0);
    };
  }

  private static Segment cut(Piece piece, long tokens) {
    return new Segment(piece.key(), piece.tokens() - tokens, Level.MESSAGES);
  }

  private static Segment masked(Piece piece) {
    long results = piece.all(piece.results());
    long stubs = Math.min(results, Rule.Mask.STUB * piece.results().size());
    return results == 0
        ? cut(piece, 0)
        : new Segment(piece.key() ^ MASKED, piece.tokens() - results + stubs, Level.MESSAGES);
  }

  private CacheOutcome ask(List<Segment> segments, Instant start, Instant usable) {
    return cache.send(
        new CacheRequest(
            model, SCOPE, segments, Recording.marks(segments.size(), life), start, usable));
  }
}
