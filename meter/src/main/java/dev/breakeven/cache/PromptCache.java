package dev.breakeven.cache;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A provider's prompt cache: told of each request and when, it answers what was read and written.
///
/// A request is served in four steps:
///
/// 1. *Find.* From the last mark to the first, each checks its own position and those before it, as
///    many as the lookback, for an entry of the same prefix, model and scope that lives and can be
///    read. The first one found is the longest; it ends at position A.
/// 2. *Bill.* Tokens up to A are read. B is the last mark of one hour behind A (else A), C the last
///    mark (else B): tokens from A to B are written for an hour, those from B to C for five
///    minutes, and those behind C are uncached, with the provider's tail. Marks whose prefix is
///    shorter than the model's minimum do not count.
/// 3. *Renew.* The entry that was read, and the living entries at marks within it, live their full
///    life again from the start of the request.
/// 4. *Write.* Every mark behind A gets an entry, readable once the answer began. So does a mark
///    within A that has none: its tokens are cached already, so it costs nothing.
///
/// What the documentation does not say, and is assumed here: an entry dies at the very instant its
/// life is over; a mark of one hour does not prolong an entry written for five minutes; step 3 for
/// marks within A, and the last sentence of step 4. Requests of one scope must come in the order of
/// their start. Memory is bounded by the living entries. Safe for use by several threads.
public final class PromptCache {
  private final CacheRules rules;
  private final Map<ShelfKey, CacheEntries> shelves = new HashMap<>();
  private final Conversations conversations = new Conversations();

  private record ShelfKey(String model, String scope) {}

  /// An empty cache under `rules`.
  public PromptCache(CacheRules rules) {
    this.rules = rules;
  }

  /// Serves `request`.
  ///
  /// @throws IllegalArgumentException if the provider would refuse its marks, or the model's
  ///   minimum cacheable length is not established
  public synchronized CacheOutcome send(CacheRequest request) {
    rules.check(request.breakpoints());
    long minimum = rules.minimum(request.model());
    var prefixes = new Prefixes(request.segments());
    List<Breakpoint> marks =
        request.breakpoints().stream()
            .filter(mark -> prefixes.tokens(mark.position()) >= minimum)
            .toList();
    CacheEntries shelf =
        shelves.computeIfAbsent(
            new ShelfKey(request.model(), request.scope()), key -> new CacheEntries());

    int hit = find(shelf, prefixes, marks, request.start());
    Miss miss = conversations.explain(request, prefixes, marks, hit, shelf);
    CacheOutcome outcome = bill(prefixes, marks, hit, miss);
    keep(shelf, prefixes, marks, hit, request);
    conversations.remember(request, prefixes, marks.isEmpty() ? -1 : marks.getLast().position());
    return outcome;
  }

  /// Forgets everything of `scope`, for one that is over.
  public synchronized void forget(String scope) {
    shelves.keySet().removeIf(key -> key.scope().equals(scope));
    conversations.forget(scope);
  }

  /// How many entries are held, expired ones that were not yet dropped counted.
  synchronized int size() {
    return shelves.values().stream().mapToInt(CacheEntries::size).sum();
  }

  private int find(CacheEntries shelf, Prefixes prefixes, List<Breakpoint> marks, Instant now) {
    for (Breakpoint mark : marks.reversed()) {
      int end = Math.max(0, mark.position() - rules.lookback() + 1);
      for (int position = mark.position(); position >= end; position--) {
        if (shelf.readable(prefixes.key(position), now)) {
          return position;
        }
      }
    }
    return -1;
  }

  private CacheOutcome bill(Prefixes prefixes, List<Breakpoint> marks, int hit, Miss miss) {
    int hour = hit;
    int last = hit;
    for (Breakpoint mark : marks) {
      last = Math.max(last, mark.position());
      if (mark.life() == EntryLife.ONE_HOUR) {
        hour = Math.max(hour, mark.position());
      }
    }
    long a = prefixes.tokens(hit);
    long b = prefixes.tokens(hour);
    long c = prefixes.tokens(last);
    long all = prefixes.tokens(prefixes.size() - 1);
    return new CacheOutcome(Math.addExact(all - c, rules.tail()), c - b, b - a, a, miss);
  }

  private static void keep(
      CacheEntries shelf,
      Prefixes prefixes,
      List<Breakpoint> marks,
      int hit,
      CacheRequest request) {
    Instant now = request.start();
    if (hit >= 0) {
      renew(shelf, prefixes.key(hit), now);
    }
    for (Breakpoint mark : marks) {
      long key = prefixes.key(mark.position());
      if (mark.position() > hit || !renew(shelf, key, now)) {
        shelf.write(key, mark.life(), request);
      }
    }
    shelf.sweep(now);
  }

  private static boolean renew(CacheEntries shelf, long key, Instant now) {
    CacheEntries.Entry entry = shelf.alive(key, now);
    if (entry == null) {
      return false;
    }
    shelf.use(key, entry, now);
    return true;
  }
}
