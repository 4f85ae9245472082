package dev.breakeven.importer.opencode;

import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads opencode's sessions: a trace for each session that no other started, those that it started
/// included.
///
/// opencode keeps rows of sessions, messages and parts: now in SQLite, before in a file of JSON
/// each. This reads rows as JSON Lines, one input a table, in any order, of opencode 2 and of those
/// before; such files; and what `opencode export` writes. Whoever holds the database hands its rows
/// over. All rows are held in memory.
///
/// A message counts once, by its id, and so does a copy of it in a fork, which has an id of its own
/// but the times, the model and the tokens of the first.
public final class Opencode implements Importer {
  private static final Pattern FILE =
      Pattern.compile("(^|/)storage/(session|message|part)/.*\\.json$");

  /// A reader of opencode's sessions.
  public Opencode() {}

  @Override
  public String tool() {
    return "opencode";
  }

  /// The store, the one that `OPENCODE_DB` names, the files that older versions wrote, and the
  /// store of Kilo Code, which grew out of opencode.
  @Override
  public List<Path> places(Map<String, String> environment, Path home) {
    String named = environment.getOrDefault("XDG_DATA_HOME", "");
    Path data =
        (named.isBlank() ? home.resolve(".local/share") : Path.of(named)).resolve("opencode");
    var places = new ArrayList<Path>();
    places.add(data.resolve("opencode.db"));
    String store = environment.getOrDefault("OPENCODE_DB", "");
    if (!store.isBlank() && !store.equals(":memory:")) {
      places.add(data.resolve(store));
    }
    for (String kind : List.of("session", "message", "part")) {
      places.add(data.resolve("storage").resolve(kind));
    }
    String kilo = environment.getOrDefault("KILO_DB", "");
    Path kept = (named.isBlank() ? home.resolve(".local/share") : Path.of(named)).resolve("kilo");
    places.add(kilo.isBlank() ? kept.resolve("kilo.db") : kept.resolve(kilo));
    return places;
  }

  /// Ids of opencode begin with `ses_`, `msg_` and `prt_`.
  @Override
  public boolean recognises(String name, byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    if (name.endsWith(".jsonl")) {
      return text.contains("\"ses_")
          && (text.contains("\"session_id\":\"ses_") || text.contains("\"id\":\"ses_"));
    }
    return FILE.matcher(name).find()
        ? text.contains("\"ses_")
        : name.endsWith(".json") && text.contains("\"ses_") && text.contains("\"messages\"");
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var json = new JsonInputs(health);
    var sessions = new LinkedHashMap<String, StoredSession>();
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      if (input.name().endsWith(".jsonl")) {
        json.lines(input, (line, number) -> row(line, input, sessions, health));
      } else {
        json.document(
            input,
            (document, number) -> {
              if (document.path("messages").isArray()) {
                exported(document, input, sessions, health);
              } else {
                row(document, input, sessions, health);
              }
            });
      }
    }
    var roots = new LinkedHashMap<String, List<StoredSession>>();
    var copies = new Copies();
    ordered(sessions)
        .forEach(stored ->
            roots.computeIfAbsent(root(stored, sessions), key -> new ArrayList<>()).add(stored));
    roots.forEach((root, members) -> session(root, members, copies, health, traces));
    return health.health();
  }

  /// All sessions by their begin, but each behind the one it was forked from.
  private static List<StoredSession> ordered(Map<String, StoredSession> sessions) {
    var ordered = new LinkedHashSet<StoredSession>();
    sessions.values().stream()
        .sorted(Comparator.comparing(StoredSession::begun).thenComparing(StoredSession::firstId))
        .forEach(stored -> {
          var line = new LinkedHashSet<StoredSession>();
          StoredSession at = stored;
          while (at != null && line.add(at)) {
            at = at.origin() == null ? null : sessions.get(at.origin());
          }
          ordered.addAll(line.reversed());
        });
    return List.copyOf(ordered);
  }

  private static @Nullable String folder(List<StoredSession> members) {
    return members.stream()
        .map(StoredSession::folder)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static void exported(
      JsonNode document, Input input, Map<String, StoredSession> sessions, HealthLog health) {
    row(document.path("info"), input, sessions, health);
    for (JsonNode message : document.path("messages")) {
      row(message.path("info"), input, sessions, health);
      for (JsonNode part : message.path("parts")) {
        row(part, input, sessions, health);
      }
    }
  }

  /// Takes in a row of whichever table. In the database the content is in a column `data`, beside
  /// ids in snake case; in files and exports all stand together, in camel case.
  private static void row(
      JsonNode row, Input input, Map<String, StoredSession> sessions, HealthLog health) {
    if (!row.isObject()) {
      throw new IllegalArgumentException(
          "expected a row as a JSON object, got " + JsonInputs.shorten(row));
    }
    String id = Values.first(row, "id");
    if (id == null) {
      throw new IllegalArgumentException(
          "expected a row with an id, got " + JsonInputs.shorten(row));
    }
    var taking = new StoredSession.Taking(input, health);
    JsonNode column = row.path("data");
    JsonNode data = column.isString() ? JsonInputs.parse(column.stringValue()) : column;
    data = data.isObject() ? data : row;
    String session = Values.first(row, "session_id", "sessionID");
    String message = Values.first(row, "message_id", "messageID");
    if (message != null && session != null) {
      stored(session, input, sessions).part(message, id, data, health);
    } else if (session != null && NewerRows.isMessage(row)) {
      stored(session, input, sessions).newer(id, row, data, taking);
    } else if (session != null) {
      stored(session, input, sessions).message(id, row, data, taking);
    } else if (id.startsWith("ses_")) {
      stored(id, input, sessions).session(row);
    } else if (!row.has("worktree")) {
      health.unknown("row without a session");
    }
  }

  private static StoredSession stored(String id, Input input, Map<String, StoredSession> sessions) {
    return sessions.computeIfAbsent(id, key -> new StoredSession(key, input));
  }

  /// The id of the session at the top of those that started `stored`.
  private static String root(StoredSession stored, Map<String, StoredSession> sessions) {
    var passed = new HashSet<String>();
    StoredSession at = stored;
    String parent = at.parent();
    while (parent != null && passed.add(at.id())) {
      StoredSession above = sessions.get(parent);
      if (above == null) {
        return parent;
      }
      at = above;
      parent = at.parent();
    }
    return at.id();
  }

  private static void session(
      String root,
      List<StoredSession> members,
      Copies copies,
      HealthLog health,
      Consumer<Trace> traces) {
    StoredSession first = members.getFirst();
    var draft = new Draft("opencode", root, first.input().name(), health);
    draft.label("project", folder(members));
    draft.label("version", first.version());
    draft.label("title", first.title());
    var telling = new SessionReader(draft, root, copies, health);
    members.forEach(telling::tell);
    draft.trace().ifPresent(traces);
  }
}
