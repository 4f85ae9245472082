package dev.breakeven.importer.claudecode;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which answers were billed to which session, over all inputs: an answer that a resumed or forked
/// session repeats is billed once, to the session that was read first.
final class Repeats {
  private final Map<String, String> requests = new HashMap<>();
  private final Map<String, String> sessions = new HashMap<>();

  /// What stands for an answer: its own id, joined by the request's where one id comes with two
  /// requests.
  String key(Entry entry, Entry.Said said) {
    String request = EntryReader.orEmpty(said.request());
    String id = said.id();
    if (id == null) {
      return request.isEmpty() ? EntryReader.orEmpty(entry.place().uuid()) : request;
    }
    String first = requests.putIfAbsent(id, request);
    if (first == null || request.isEmpty() || first.equals(request)) {
      return id;
    }
    if (first.isEmpty()) {
      requests.put(id, request);
      return id;
    }
    return id + " " + request;
  }

  /// Whether the answer `key` is `session`'s own; the first to ask owns it.
  boolean owns(String session, String key) {
    @Nullable String owner = sessions.putIfAbsent(key, session);
    return owner == null || owner.equals(session);
  }
}
