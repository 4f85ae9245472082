package dev.breakeven.importer;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// How well logs could be read: what was counted, what was not understood, what is missing.
///
/// @param counts how often each thing happened; those that never did are left out
/// @param unknown kinds of lines and contents that the importer does not know, with their number
/// @param broken lines that could not be read, each with file and line, and what else there is to
///   know of files and sessions, at most [#MOST]
public record Health(
    Map<Count, Long> counts, SortedMap<String, Long> unknown, List<String> broken) {
  /// How many broken lines are named; all are counted.
  public static final int MOST = 100;

  /// Nothing read.
  public static final Health NONE = new Health(Map.of(), new TreeMap<>(), List.of());

  /// Things worth counting.
  public enum Count {
    /// Inputs read.
    INPUTS,
    /// Inputs that could not be opened or read to their end.
    UNREADABLE,
    /// Lines, empty ones left out.
    LINES,
    /// Lines that could not be read.
    BROKEN,
    /// Last lines that break off, as happens while a tool writes.
    CUT,
    /// Calls that became part of a trace.
    CALLS,
    /// Further lines of a call that was seen already, in the same or in another input.
    REPEATED,
    /// Calls without usage.
    MISSING_USAGE,
    /// Calls whose answer never said why it stopped: their output count is not final.
    UNFINISHED,
    /// Calls whose written tokens were put under five minutes because only a total was given.
    LIFE_ASSUMED,
    /// Answers the tool made up itself, which nobody billed.
    SYNTHETIC,
    /// Requests that failed, as the tool noted.
    FAILED,
    /// Replacements of a conversation by a summary.
    COMPACTED,
    /// Executors whose delegation was not found.
    UNLINKED,
    /// Executors whose calls are not in the log: what they cost is unknown.
    UNLOGGED,
    /// Calls whose time the log does not hold; they stand at 1970-01-01.
    UNTIMED,
    /// Calls whose usage was apportioned from a total, because the log holds no more.
    APPORTIONED,
    /// Calls that a rehearsal played: no model was asked, and nobody billed them.
    REHEARSED,
    /// Links, pipes and the like that stand where a log could, and are not read.
    PASSED_OVER,
    /// Files that no importer takes for a log of its tool; nothing of them is counted.
    NOT_RECOGNISED,
    /// Sessions with numbers that no provider counts, left out.
    BEYOND_BOUNDS,
    /// Sessions whose log says another cost than their calls come to.
    OTHER_COST
  }

  /// Takes immutable copies.
  public Health {
    counts = Map.copyOf(counts);
    unknown = Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
    broken = List.copyOf(broken);
  }

  /// This and `other` together.
  public Health plus(Health other) {
    var all = new EnumMap<Count, Long>(Count.class);
    all.putAll(counts);
    other.counts.forEach((count, number) -> all.merge(count, number, Math::addExact));
    var kinds = new TreeMap<>(unknown);
    other.unknown.forEach((kind, number) -> kinds.merge(kind, number, Math::addExact));
    return new Health(
        all, kinds, Stream.concat(broken.stream(), other.broken.stream()).limit(MOST).toList());
  }

  /// How often `count` happened.
  public long count(Count count) {
    return counts.getOrDefault(count, 0L);
  }

  /// All counts in their order, zeros left out.
  public Map<Count, Long> ordered() {
    return counts.isEmpty() ? Map.of() : new EnumMap<>(counts);
  }
}
