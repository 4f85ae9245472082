package dev.breakeven.importer.opencode;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Values;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The rows of one session.
final class StoredSession {
  private final String id;
  private final Input input;
  private final Map<String, Message> messages = new HashMap<>();
  private final Map<String, Map<String, JsonNode>> parts = new HashMap<>();
  private @Nullable String parent;
  private @Nullable String folder;
  private Instant begun = Instant.MAX;

  /// A message and when it was begun.
  record Message(String id, Instant time, JsonNode data) {}

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

  @Nullable String folder() {
    return folder;
  }

  Instant begun() {
    return begun;
  }

  /// Takes in the session's own row.
  void session(JsonNode row) {
    parent = Values.first(row, "parent_id", "parentID");
    folder = Values.first(row, "directory");
    Instant time = Values.time(row.path("time_created"));
    time = time == null ? Values.time(row.path("time").path("created")) : time;
    begun = time == null ? begun : time;
  }

  /// Takes in a message.
  void message(String message, JsonNode row, JsonNode data, HealthLog health) {
    Instant time = Values.time(data.path("time").path("created"));
    time = time == null ? Values.time(row.path("time_created")) : time;
    var taken = new Message(message, Values.orEpoch(time), data);
    if (messages.put(message, taken) != null) {
      health.count(Count.REPEATED);
    }
    if (time != null && time.isBefore(begun)) {
      begun = time;
    }
  }

  /// Takes in a part of a message.
  void part(String message, String part, JsonNode data, HealthLog health) {
    if (parts.computeIfAbsent(message, key -> new TreeMap<>()).put(part, data) != null) {
      health.count(Count.REPEATED);
    }
  }

  /// The messages in the order in which they were begun.
  List<Message> messages() {
    return messages.values().stream()
        .sorted(Comparator.comparing(Message::time).thenComparing(Message::id))
        .toList();
  }

  /// The parts of `message`, in their order: their ids ascend.
  List<JsonNode> parts(String message) {
    return List.copyOf(parts.getOrDefault(message, Map.of()).values());
  }

  /// How many parts belong to no message that is there.
  long orphans() {
    return parts.keySet().stream().filter(message -> !messages.containsKey(message)).count();
  }
}
