package dev.breakeven.importer.opencode;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The answers read so far, by what a fork's copies of them keep: times, model, tokens and cost. A
/// fork stands in the store of what it was forked from.
final class Copies {
  /// The session that had an answer first.
  private final Map<String, String> sessions = new HashMap<>();

  /// Whether another session had the answer in `message` before `session`. One without a time or
  /// tokens is never taken for a copy: nothing tells such answers apart.
  boolean isCopy(StoredSession.Message message, String session) {
    JsonNode data = message.data();
    JsonNode time = data.path("time");
    JsonNode tokens = data.path("tokens");
    JsonNode cache = tokens.path("cache");
    long sum =
        tokens.path("input").asLong(0)
            + tokens.path("output").asLong(0)
            + cache.path("read").asLong(0)
            + cache.path("write").asLong(0);
    if (!time.path("created").isNumber() || sum == 0) {
      return false;
    }
    String key =
        String.join(
            " ",
            time.path("created").toString(),
            time.path("completed").toString(),
            data.path("modelID").toString(),
            tokens.path("input").toString(),
            tokens.path("output").toString(),
            tokens.path("reasoning").toString(),
            cache.path("read").toString(),
            cache.path("write").toString(),
            data.path("cost").toString());
    boolean copy = false;
    for (String store : message.stores()) {
      copy |= !sessions.computeIfAbsent(store + " " + key, absent -> session).equals(session);
    }
    return copy;
  }
}
