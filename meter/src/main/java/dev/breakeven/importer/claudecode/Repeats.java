package dev.breakeven.importer.claudecode;

import java.util.HashMap;
import java.util.Map;

/// Which answers are one session's own: an answer that a resumed or forked session repeats is
/// billed once, to the session that began first.
final class Repeats {
  private final Claims claims;
  private final int rank;
  private final Map<String, String> requests = new HashMap<>();

  /// @param claims those of all sessions
  /// @param rank the session's place among them, from 0 for the one that began first
  Repeats(Claims claims, int rank) {
    this.claims = claims;
    this.rank = rank;
  }

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

  /// Whether the answer `key` of the message `said` is the session's own.
  boolean owns(Entry.Said said, String key) {
    String id = said.id() == null ? key : said.id();
    return claims.claim(id, EntryReader.orEmpty(said.request()), rank);
  }
}
