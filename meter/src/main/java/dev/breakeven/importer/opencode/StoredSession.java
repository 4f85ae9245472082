package dev.breakeven.importer.opencode;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Values;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The rows of one session, whichever of opencode's stores they came from: a store that moved on to
/// a newer form keeps the older rows beside the newer ones, under the same ids.
final class StoredSession {
  private final String id;
  private final Input input;
  private final Map<String, Message> messages = new HashMap<>();
  private final Map<String, Message> newer = new HashMap<>();
  private final Map<String, Map<String, JsonNode>> parts = new HashMap<>();
  private @Nullable String parent;
  private @Nullable String origin;
  private @Nullable String folder;
  private @Nullable String version;
  private @Nullable String title;
  private @Nullable Instant created;
  private Instant earliest = Instant.MAX;

  /// A message, when it was begun, its parts in their order, and the stores that hold it.
  record Message(String id, Instant time, JsonNode data, List<JsonNode> parts, Set<String> stores) {
    private static final Comparator<Message> ORDER =
        Comparator.comparing(Message::time)
            .thenComparingLong(message -> message.data().path("seq").asLong(0))
            .thenComparing(Message::id);

    boolean is(String role) {
      return data.path("role").asString("").equals(role);
    }

    private Message alsoIn(Message other) {
      var all = new TreeSet<>(stores);
      all.addAll(other.stores);
      return new Message(id, time, data, parts, all);
    }

    private long output() {
      return data.path("tokens").path("output").asLong(0);
    }
  }

  /// Where a message is taken from, and where its faults are put down.
  record Taking(Input input, HealthLog health) {
    /// The store that the input is of: a database, or the folder of all older files.
    private String store() {
      String name = input.name();
      int files = name.indexOf("/storage/");
      return files < 0 ? input.folder() : name.substring(0, files);
    }
  }

  StoredSession(String id, Input input) {
    this.id = id;
    this.input = input;
  }

  String id() {
    return id;
  }

  /// The input that named it first.
  Input input() {
    return input;
  }

  /// The session that started it, null for none.
  @Nullable String parent() {
    return parent;
  }

  /// The session that it was forked from, null for none that a row names.
  @Nullable String origin() {
    return origin;
  }

  @Nullable String folder() {
    return folder;
  }

  /// The version of the tool that began it, null if no row says.
  @Nullable String version() {
    return version;
  }

  /// What it is called, null if no row says.
  @Nullable String title() {
    return title;
  }

  /// Whether a row of its own tells of it, as of each fork.
  boolean hasRow() {
    return created != null || origin != null;
  }

  /// When it was begun, as its own row says, else its first message.
  Instant begun() {
    return created == null ? earliest : created;
  }

  /// The least id of its messages: ids ascend with time, those of copies too.
  String firstId() {
    return Stream.of(messages, newer)
        .map(Map::keySet)
        .flatMap(Collection::stream)
        .min(Comparator.naturalOrder())
        .orElse("");
  }

  /// Takes in the session's own row.
  void session(JsonNode row) {
    parent = parent == null ? Values.first(row, "parent_id", "parentID") : parent;
    origin = origin == null ? Values.first(row, "fork_session_id") : origin;
    String named = Values.first(row, "directory");
    folder = named == null ? folder : named;
    version = version == null ? Values.first(row, "version") : version;
    title = title == null ? Values.first(row, "title") : title;
    Instant time = Values.time(row.path("time_created"));
    time = time == null ? Values.time(row.path("time").path("created")) : time;
    created = created == null ? time : created;
  }

  /// Takes in a message of the form before opencode 2. Of two of one id the one that got further
  /// counts.
  void message(String message, JsonNode row, JsonNode data, Taking taking) {
    var told = new Message(message, time(row, data), data, List.of(), Set.of(taking.store()));
    take(messages, told, taking.health());
  }

  /// Takes in a message of opencode 2.
  void newer(String message, JsonNode row, JsonNode data, Taking taking) {
    var told = NewerRows.message(row.path("type").asString(""), data);
    told.set("seq", row.path("seq"));
    List<JsonNode> own = NewerRows.parts(data);
    var whole = new Message(message, time(row, data), told, own, Set.of(taking.store()));
    take(newer, whole, taking.health());
  }

  private static Instant time(JsonNode row, JsonNode data) {
    Instant time = Values.time(data.path("time").path("created"));
    return Values.orEpoch(time == null ? Values.time(row.path("time_created")) : time);
  }

  private void take(Map<String, Message> all, Message message, HealthLog health) {
    Message before = all.get(message.id());
    if (before == null) {
      all.put(message.id(), message);
    } else {
      health.count(Count.REPEATED);
      boolean further = message.output() > before.output();
      all.put(message.id(), further ? message.alsoIn(before) : before.alsoIn(message));
    }
    if (!message.time().equals(Instant.EPOCH) && message.time().isBefore(earliest)) {
      earliest = message.time();
    }
    folder = folder == null ? Values.first(message.data().path("path"), "cwd") : folder;
  }

  /// Takes in a part of a message.
  void part(String message, String part, JsonNode data, HealthLog health) {
    if (parts.computeIfAbsent(message, key -> new TreeMap<>()).put(part, data) != null) {
      health.count(Count.REPEATED);
    }
  }

  /// The messages in the order in which they were begun. What was moved to the newer form is told
  /// by the older one: moving drops calls, and puts notices in.
  List<Message> messages(HealthLog health) {
    Instant moved =
        messages.values().stream()
            .map(Message::time)
            .max(Comparator.naturalOrder())
            .orElse(Instant.MIN);
    Stream<Message> since =
        newer.values().stream()
            .filter(message -> {
              boolean known = messages.containsKey(message.id());
              if (known) {
                health.count(Count.REPEATED);
              }
              return !known && (message.is("assistant") || message.time().isAfter(moved));
            });
    return Stream.concat(messages.values().stream().map(this::whole), since)
        .sorted(Message.ORDER)
        .toList();
  }

  private Message whole(Message message) {
    Map<String, JsonNode> own = parts.getOrDefault(message.id(), Map.of());
    return new Message(
        message.id(), message.time(), message.data(), List.copyOf(own.values()), message.stores());
  }

  /// How many parts belong to no message that is there.
  long orphans() {
    return parts.keySet().stream().filter(message -> !messages.containsKey(message)).count();
  }
}
