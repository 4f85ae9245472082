package dev.breakeven.cache;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The entries of one model in one scope.
final class CacheEntries {
  private static final int SMALL = 256;

  private final Map<Long, Entry> entries = new HashMap<>();
  private int sweepAt = SMALL;

  /// One cached prefix.
  ///
  /// @param usable from when on it can be read
  /// @param expires until before when
  /// @param life how much longer every use makes it live
  record Entry(Instant usable, Instant expires, EntryLife life) {
    boolean alive(Instant now) {
      return now.isBefore(expires);
    }

    boolean readable(Instant now) {
      return alive(now) && !now.isBefore(usable);
    }
  }

  /// The entry of the prefix `key` if it lives at `now`.
  @Nullable Entry alive(long key, Instant now) {
    Entry entry = entries.get(key);
    return entry != null && entry.alive(now) ? entry : null;
  }

  boolean readable(long key, Instant now) {
    Entry entry = entries.get(key);
    return entry != null && entry.readable(now);
  }

  /// Prolongs a living entry from `now`.
  void use(long key, Entry entry, Instant now) {
    put(
        key,
        new Entry(entry.usable(), later(entry, now.plus(entry.life().duration())), entry.life()));
  }

  /// Writes an entry. One that lives already, because its first answer has not begun yet, keeps the
  /// better of both times.
  void write(long key, EntryLife life, CacheRequest request) {
    Instant now = request.start();
    Instant expires = now.plus(life.duration());
    Entry old = alive(key, now);
    if (old == null) {
      put(key, new Entry(request.usable(), expires, life));
    } else {
      Instant usable = old.usable().isBefore(request.usable()) ? old.usable() : request.usable();
      put(key, new Entry(usable, later(old, expires), life));
    }
  }

  /// Drops what has expired at `now`, whenever the shelf has doubled: constant time a write.
  void sweep(Instant now) {
    if (entries.size() >= sweepAt) {
      entries.values().removeIf(entry -> !entry.alive(now));
      sweepAt = Math.max(SMALL, 2 * entries.size());
    }
  }

  int size() {
    return entries.size();
  }

  private void put(long key, Entry entry) {
    entries.put(key, entry);
  }

  private static Instant later(Entry entry, Instant expires) {
    return entry.expires().isAfter(expires) ? entry.expires() : expires;
  }
}
