package dev.breakeven.importer.codex;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import dev.breakeven.wire.OpenAiUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the lines of one thread that tell of usage say was billed: each response once.
///
/// A response is told of by a record, by running totals that grew, or by both, in either order. A
/// thread that began with another's history may repeat that one's lines, all of them or the last
/// few; those were billed there. Totals may begin where the other thread's stood: what they hold
/// before this thread's first answer is not its own.
final class UsageLines {
  private final CodexThread thread;
  private final Seen seen;
  private final HealthLog health;
  private final List<Sums> counts = new ArrayList<>();
  private final List<Sums> own = new ArrayList<>();

  /// Records that no totals told of yet.
  private final List<Usage> recorded = new ArrayList<>();

  private final List<Sums> original;
  private final boolean originIsThere;
  private final boolean isSecond;
  private int next;
  private Usage total = Usage.NONE;

  /// The last call that totals alone told of, until the next line of usage.
  private @Nullable Usage counted;

  /// What a line of running totals says.
  ///
  /// @param total all calls so far
  /// @param last the last call
  private record Sums(Usage total, Usage last) {}

  /// What one line of usage comes to.
  ///
  /// @param billed what it bills, [Usage#NONE] for nothing
  /// @param copy whether it repeats another rollout's line, so that the answer before it does too
  record Told(Usage billed, boolean copy) {
    private static final Told NOTHING = new Told(Usage.NONE, false);
    private static final Told COPY = new Told(Usage.NONE, true);

    private static Told call(Usage usage) {
      return new Told(usage, false);
    }

    /// Whether it bills nothing.
    boolean isNothing() {
      return isSame(billed, Usage.NONE);
    }
  }

  /// What is shared by all rollouts of one reading.
  static final class Seen {
    private final Set<String> threads;
    private final Set<String> responses = new HashSet<>();
    private final Map<String, List<Sums>> counts = new HashMap<>();

    /// Nothing seen yet.
    ///
    /// @param threads the ids of all threads whose rollouts are there
    Seen(Set<String> threads) {
      this.threads = Set.copyOf(threads);
    }
  }

  UsageLines(CodexThread thread, Seen seen, HealthLog health) {
    this.thread = thread;
    this.seen = seen;
    this.health = health;
    List<Sums> again = seen.counts.get(thread.id());
    String origin = thread.origin();
    List<Sums> above = origin == null ? null : seen.counts.get(origin);
    isSecond = again != null;
    originIsThere = origin != null && seen.threads.contains(origin);
    original = again != null ? again : above != null ? above : List.of();
  }

  /// Whether a line is certainly of the history that this thread began with, and billed there.
  ///
  /// @param ordinal the line's number, [Long#MAX_VALUE] for none
  boolean isOthers(long ordinal, @Nullable Instant time) {
    boolean before =
        time != null && !thread.begun().equals(Instant.MAX) && time.isBefore(thread.begun());
    return originIsThere && (before || ordinal < thread.ordinal());
  }

  /// What the record of one response bills.
  ///
  /// @throws IllegalArgumentException if its usage is none
  Told recorded(JsonNode record) {
    Usage usage = OpenAiUsage.read(record.path("usage")).usage();
    String id = Values.first(record, "response_id");
    boolean fresh = id == null || seen.responses.add(id);
    boolean told = fresh && counted != null && isSame(usage, counted);
    counted = null;
    if (told) {
      return again(Told.NOTHING);
    }
    recorded.add(usage);
    return fresh ? Told.call(usage) : again(Told.COPY);
  }

  /// What running totals bill: their growth, where no record tells of it.
  ///
  /// @param info the totals
  /// @param copy whether [#isOthers] holds of the line
  /// @param answered whether the model said something since the last line of usage
  /// @throws IllegalArgumentException if a usage is none
  Told counted(JsonNode info, boolean copy, boolean answered) {
    counted = null;
    boolean hasLast = info.path("last_token_usage").isObject();
    Usage last = hasLast ? OpenAiUsage.read(info.path("last_token_usage")).usage() : Usage.NONE;
    Usage sum =
        info.path("total_token_usage").isObject()
            ? OpenAiUsage.read(info.path("total_token_usage")).usage()
            : total.plus(last);
    var sums = new Sums(sum, last);
    boolean inherited = counts.isEmpty() && thread.origin() != null && !isSame(sum, last);
    counts.add(sums);
    Usage before = total;
    total = sum;
    if (copy || isCopy(sums)) {
      settle(last);
      return again(Told.COPY);
    }
    boolean baseline = inherited && hasLast && !answered && recorded.isEmpty();
    if (isSame(sum, before) || baseline) {
      return again(Told.NOTHING);
    }
    own.add(sums);
    Optional<Usage> growth = hasLast && isSame(sum, last) ? Optional.empty() : minus(sum, before);
    boolean whole = growth.isEmpty() || inherited;
    return call(whole ? (hasLast ? last : sum) : growth.get(), last);
  }

  /// A call that totals tell of, as far as no record does.
  private Told call(Usage usage, Usage last) {
    if (settle(usage)) {
      return again(Told.NOTHING);
    }
    if (settle(last)) {
      return Told.call(minus(usage, last).orElse(Usage.NONE));
    }
    counted = usage;
    return Told.call(usage);
  }

  private Told again(Told told) {
    health.count(Count.REPEATED);
    return told;
  }

  /// Whether the thread that this one began with, or another rollout of this one, has the same
  /// totals behind those found last. Once a thread goes on by itself, it may do what the other did.
  private boolean isCopy(Sums sums) {
    if (!own.isEmpty() && originIsThere && !isSecond) {
      return false;
    }
    for (int i = next; i < original.size(); i++) {
      if (isSame(original.get(i).total(), sums.total())
          && isSame(original.get(i).last(), sums.last())) {
        next = i + 1;
        return true;
      }
    }
    return false;
  }

  /// Whether records told of `usage`, one alone or the last few together; they are then settled.
  private boolean settle(Usage usage) {
    for (int i = 0; i < recorded.size(); i++) {
      if (isSame(recorded.get(i), usage)) {
        recorded.subList(0, i + 1).clear();
        return true;
      }
    }
    Usage several = Usage.NONE;
    for (int i = recorded.size() - 1; i >= 0; i--) {
      several = several.plus(recorded.get(i));
      if (isSame(several, usage)) {
        recorded.clear();
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(Usage one, Usage other) {
    for (TokenClass tokenClass : TokenClass.values()) {
      if (one.count(tokenClass) != other.count(tokenClass)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Usage> minus(Usage sum, Usage before) {
    var counts = new EnumMap<TokenClass, Tokens>(TokenClass.class);
    for (TokenClass tokenClass : sum.counts().keySet()) {
      long count = sum.count(tokenClass) - before.count(tokenClass);
      if (count < 0) {
        return Optional.empty();
      }
      counts.put(tokenClass, new Tokens(count));
    }
    return Optional.of(new Usage(counts));
  }

  /// The rollout ends here: those that copied it, or what it was copied from, may follow. What
  /// threads have in common whose origin is not there counts once, as the origin's.
  void end() {
    List<Sums> all = seen.counts.computeIfAbsent(thread.id(), key -> new ArrayList<>());
    all.addAll(all.isEmpty() ? counts : own);
    String origin = thread.origin();
    if (origin != null && !originIsThere) {
      seen.counts.computeIfAbsent(origin, key -> new ArrayList<>()).addAll(own);
    }
  }
}
