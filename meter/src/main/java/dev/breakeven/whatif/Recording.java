package dev.breakeven.whatif;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BillColumns;
import dev.breakeven.cache.Breakpoint;
import dev.breakeven.cache.CacheRequest;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.cache.EntryLife;
import dev.breakeven.cache.Level;
import dev.breakeven.cache.PromptCache;
import dev.breakeven.cache.Segment;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.whatif.SentCall.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A trace's calls, made ready to be sent through the cache model again.
///
/// Each call adds one piece to its agent's prompt: what the cacheable part of it has grown by. The
/// record is sent once here, and where it reads something else than the model says, that is taken
/// into it, so that it comes again under every rule: where less was read, the prompt had changed
/// there; where more was read, others had just read or written that much.
final class Recording {
  private final Map<String, Agent> agents = new HashMap<>();
  private final Map<Integer, Block> blocks = new HashMap<>();
  private final Map<String, Map<Integer, Long>> sizes = new HashMap<>();
  private final Map<String, List<Piece>> prompts = new HashMap<>();
  private final Map<String, EntryLife> lives = new HashMap<>();
  private final List<SentCall> calls = new ArrayList<>();
  private final PromptCache cache;
  private long keys;

  private Recording(Trace trace, CacheRules rules) {
    trace.agents().forEach(agent -> agents.put(agent.id(), agent));
    trace.blocks().forEach(block -> blocks.put(block.id(), block));
    cache = new PromptCache(rules);
  }

  /// The calls of `trace` whose usage was reported.
  ///
  /// @param rules those of the models' vendor, with a minimum for each model of the trace
  static List<SentCall> of(Trace trace, Attribution attribution, CacheRules rules) {
    var recording = new Recording(trace, rules);
    recording.size(attribution.columns(), trace.agents());
    for (Call call : trace.calls()) {
      if (call.answer().usage().prompt() > 0) {
        recording.add(call);
      }
    }
    return recording.calls;
  }

  private void size(BillColumns bills, List<Agent> payers) {
    for (int bill = 0; bill < bills.count(); bill++) {
      Origin origin = bills.origin(bill);
      if (origin == Origin.TOOL_RESULT || origin == Origin.REPORT) {
        sizes
            .computeIfAbsent(payers.get(bills.payer(bill)).id(), _ -> new HashMap<>())
            .put(bills.block(bill).id(), bills.size(bill));
      }
    }
  }

  private void add(Call call) {
    Usage usage = call.answer().usage();
    List<Piece> before = prompts.getOrDefault(call.agent(), List.of());
    var now = new ArrayList<>(before);
    while (!now.isEmpty() && now.getLast().blocks() > call.prompt().kept()) {
      now.removeLast();
    }
    long size = usage.prompt() - usage.count(TokenClass.UNCACHED);
    while (total(now) > size) {
      now.removeLast();
    }
    grow(now, call, size - total(now));
    EntryLife life = life(usage, lives.getOrDefault(call.agent(), EntryLife.FIVE_MINUTES));
    lives.put(call.agent(), life);
    long read = usage.count(TokenClass.READ);
    long predicted = send(call, now, now.size(), life);
    int touched = 0;
    if (predicted != read) {
      int end = cut(now, read, predicted > read);
      touched = predicted < read ? end : 0;
      if (touched > 0) {
        send(call, now, touched, life);
      }
      send(call, now, now.size(), life);
    }
    prompts.put(call.agent(), now);
    int kept = common(before, now);
    calls.add(new SentCall(call, kept, now.subList(kept, now.size()), touched, life));
  }

  private static EntryLife life(Usage usage, EntryLife before) {
    return usage.count(TokenClass.WRITE_1H) > 0
        ? EntryLife.ONE_HOUR
        : usage.count(TokenClass.WRITE_5M) > 0 ? EntryLife.FIVE_MINUTES : before;
  }

  private void grow(List<Piece> now, Call call, long tokens) {
    if (tokens <= 0) {
      return;
    }
    int known = now.isEmpty() ? 0 : now.getLast().blocks();
    List<Integer> added = call.prompt().added();
    int skipped = Math.clamp(known - (long) call.prompt().kept(), 0, added.size());
    var results = new ArrayList<Long>();
    var reports = new ArrayList<Long>();
    Map<Integer, Long> own = sizes.getOrDefault(call.agent(), Map.of());
    for (int id : added.subList(skipped, added.size())) {
      Block block = blocks.get(id);
      Long size = own.get(id);
      if (block != null && size != null) {
        (block.origin() == Origin.REPORT ? reports : results).add(size);
      }
    }
    int end = call.prompt().kept() + added.size();
    now.add(new Piece(++keys, tokens, call.turn(), end, results, reports));
  }

  /// Cuts `now` at `read` tokens and gives the place of the cut; what is behind it is new where
  /// that `changed`.
  private int cut(List<Piece> now, long read, boolean changed) {
    long sum = 0;
    int place = 0;
    while (place < now.size() && sum + now.get(place).tokens() <= read) {
      sum += now.get(place).tokens();
      place++;
    }
    if (sum < read && place < now.size()) {
      Piece whole = now.remove(place);
      int blocksBefore = place == 0 ? 1 : now.get(place - 1).blocks();
      now.add(
          place, new Piece(++keys, read - sum, whole.turn(), blocksBefore, List.of(), List.of()));
      place++;
      now.add(
          place,
          new Piece(
              ++keys,
              whole.tokens() - (read - sum),
              whole.turn(),
              whole.blocks(),
              whole.results(),
              whole.reports()));
    }
    for (int i = place; changed && i < now.size(); i++) {
      Piece old = now.get(i);
      now.set(
          i,
          new Piece(++keys, old.tokens(), old.turn(), old.blocks(), old.results(), old.reports()));
    }
    return place;
  }

  private long send(Call call, List<Piece> pieces, int count, EntryLife life) {
    if (count == 0) {
      return 0;
    }
    var segments = new ArrayList<Segment>(count);
    for (Piece piece : pieces.subList(0, count)) {
      segments.add(new Segment(piece.key(), piece.tokens(), Level.MESSAGES));
    }
    var start = call.timing().start();
    Agent agent = agents.get(call.agent());
    String model = agent == null ? "" : agent.model();
    return cache
        .send(
            new CacheRequest(
                model,
                call.agent(),
                segments,
                marks(count, life),
                start,
                count == pieces.size() ? start.plus(call.timing().first()) : start))
        .read();
  }

  /// A mark behind the first piece, where tools and system prompt end or soon after, and one behind
  /// the last.
  static List<Breakpoint> marks(int count, EntryLife life) {
    return count == 1
        ? List.of(new Breakpoint(0, life))
        : List.of(new Breakpoint(0, life), new Breakpoint(count - 1, life));
  }

  private static long total(List<Piece> pieces) {
    long sum = 0;
    for (Piece piece : pieces) {
      sum += piece.tokens();
    }
    return sum;
  }

  private static int common(List<Piece> one, List<Piece> other) {
    int common = 0;
    while (common < one.size()
        && common < other.size()
        && one.get(common).key() == other.get(common).key()) {
      common++;
    }
    return common;
  }
}
