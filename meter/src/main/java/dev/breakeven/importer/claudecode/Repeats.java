package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.OpenCall;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answers that a session's lines hold, and which are its own: an answer that a resumed or
/// forked session repeats is billed once, to the session that began first.
final class Repeats {
  private final Claims claims;
  private final int rank;
  private final Map<String, Answer> answers = new HashMap<>(256);

  /// @param claims those of all sessions
  /// @param rank the session's place among them, from 0 for the one that began first
  Repeats(Claims claims, int rank) {
    this.claims = claims;
    this.rank = rank;
  }

  /// One answer, whatever lines hold it.
  static final class Answer {
    private final String key;

    /// The first request that came with its id, empty if none did.
    private String request = "";

    /// The call that it is billed in, null if that is not the session's own.
    @Nullable OpenCall turn;

    private Answer(String key) {
      this.key = key;
    }
  }

  /// The answer that a line says a part of, known by its own id, joined by the request's where one
  /// id comes with two requests.
  Answer answer(Entry entry, Entry.Said said) {
    String request = EntryReader.orEmpty(said.request());
    String id = said.id();
    if (id == null) {
      return answer(request.isEmpty() ? EntryReader.orEmpty(entry.place().uuid()) : request);
    }
    Answer first = answer(id);
    if (first.request.isEmpty()) {
      first.request = request;
    }
    return request.isEmpty() || request.equals(first.request) ? first : answer(id + " " + request);
  }

  private Answer answer(String key) {
    return answers.computeIfAbsent(key, Answer::new);
  }

  /// Whether `answer`, of the message `said`, is the session's own.
  boolean owns(Answer answer, Entry.Said said) {
    String id = said.id() == null ? answer.key : said.id();
    return claims.claim(id, EntryReader.orEmpty(said.request()), rank);
  }
}
