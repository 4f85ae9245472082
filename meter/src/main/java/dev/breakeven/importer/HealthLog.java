package dev.breakeven.importer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Takes down, while an importer reads, what [Health] reports in the end. For one thread.
public final class HealthLog {
  private final Map<Health.Count, Tally> counts = new EnumMap<>(Health.Count.class);
  private final SortedMap<String, Long> unknown = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();

  /// An empty log.
  public HealthLog() {}

  private static final class Tally {
    long times;
  }

  /// Counts one `count`.
  public void count(Health.Count count) {
    add(count, 1);
  }

  private void add(Health.Count count, long times) {
    Tally tally = counts.get(count);
    if (tally == null) {
      tally = new Tally();
      counts.put(count, tally);
    }
    tally.times += times;
  }

  /// Counts something of a kind the importer does not know.
  public void unknown(String kind) {
    unknown.merge(kind, 1L, Long::sum);
  }

  /// Names a line that could not be read.
  ///
  /// @param where the file and line, or the file alone
  /// @param why what was expected and what came
  public void broken(String where, String why) {
    count(Health.Count.BROKEN);
    note(where, why);
  }

  /// Names something that is worth knowing of what was read, or not read.
  ///
  /// @param where the file, the session or the like
  /// @param why what there is to know
  public void note(String where, String why) {
    if (broken.size() < Health.MOST) {
      broken.add(where + ": " + why);
    }
  }

  /// Takes over what `other` took down.
  public void add(HealthLog other) {
    other.counts.forEach((count, tally) -> add(count, tally.times));
    other.unknown.forEach((kind, times) -> unknown.merge(kind, times, Long::sum));
    int room = Health.MOST - broken.size();
    broken.addAll(other.broken.subList(0, Math.min(room, other.broken.size())));
  }

  /// What was taken down so far.
  public Health health() {
    var times = new EnumMap<Health.Count, Long>(Health.Count.class);
    counts.forEach((count, tally) -> times.put(count, tally.times));
    return new Health(times, unknown, broken);
  }
}
