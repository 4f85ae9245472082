package dev.breakeven.cache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The last request of each conversation, kept to explain the next one; the least recent are
/// forgotten.
final class Conversations {
  private static final int MOST = 1_000;

  private final Map<Key, Last> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Last> eldest) {
          return size() > MOST;
        }
      };

  /// What tells conversations apart: the scope and the content of the first message segment.
  private record Key(String scope, long firstMessage) {}

  /// The last request of a conversation.
  ///
  /// @param model whom it asked
  /// @param prefixes its prefixes
  /// @param written the last position whose prefix it had cached, -1 if none
  record Last(String model, Prefixes prefixes, int written) {}

  /// Why `request` read no further than position `hit`.
  ///
  /// @param marks its marks that have the minimum of tokens before them
  Miss explain(
      CacheRequest request,
      Prefixes prefixes,
      List<Breakpoint> marks,
      int hit,
      CacheEntries shelf) {
    if (request.breakpoints().isEmpty()) {
      return Miss.Plain.UNMARKED;
    }
    if (marks.isEmpty()) {
      return Miss.Plain.TOO_SHORT;
    }
    Last last = recent.get(key(request));
    if (last == null || last.written() < 0) {
      return Miss.Plain.FIRST;
    }
    if (!last.model().equals(request.model())) {
      return Miss.Plain.MODEL;
    }
    int common = prefixes.common(last.prefixes());
    if (common <= last.written()) {
      return new Miss.Changed(level(request, common), common);
    }
    if (hit >= last.written()) {
      return Miss.Plain.NONE;
    }
    return unread(shelf.alive(prefixes.key(last.written()), request.start()), request);
  }

  private static Miss unread(CacheEntries.@Nullable Entry entry, CacheRequest request) {
    if (entry == null) {
      return Miss.Plain.EXPIRED;
    }
    return entry.readable(request.start()) ? Miss.Plain.BEYOND_LOOKBACK : Miss.Plain.NOT_YET_USABLE;
  }

  /// Keeps `request` as the last of its conversation.
  void remember(CacheRequest request, Prefixes prefixes, int written) {
    recent.put(key(request), new Last(request.model(), prefixes, written));
  }

  void forget(String scope) {
    recent.keySet().removeIf(key -> key.scope().equals(scope));
  }

  private static Level level(CacheRequest request, int position) {
    return position < request.segments().size()
        ? request.segments().get(position).level()
        : Level.MESSAGES;
  }

  private static Key key(CacheRequest request) {
    long first =
        request.segments().stream()
            .filter(segment -> segment.level() == Level.MESSAGES)
            .mapToLong(Segment::key)
            .findFirst()
            .orElse(0);
    return new Key(request.scope(), first);
  }
}
