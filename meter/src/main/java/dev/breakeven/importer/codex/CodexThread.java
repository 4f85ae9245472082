package dev.breakeven.importer.codex;

import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.LineSource;
import dev.breakeven.importer.Values;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One rollout and what its first `session_meta` says of it.
///
/// @param id the thread's id: by that line, else by the file's name
/// @param root the root thread's id, null where the line does not say
/// @param parent the thread that spawned it, null for none
/// @param origin the thread whose history it may have begun with: the one it was forked from, else
///   the one that spawned it, null for none
/// @param helper whether Codex started it for itself, as for a review, without saying where
/// @param ordinal lines numbered below are a copy of another thread's history; 0 for none
record CodexThread(
    Input input,
    String id,
    @Nullable String root,
    @Nullable String parent,
    @Nullable String origin,
    boolean helper,
    long ordinal,
    @Nullable String folder,
    Instant begun) {
  private static final Pattern ID =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.jsonl(?:\\.zst)?$");

  /// The thread in `input`, which need not be whole.
  static CodexThread of(Input input) {
    JsonNode meta =
        first(input, "session_meta", line -> line.path("type").asString("").equals("session_meta"))
            .path("payload");
    JsonNode subagent = meta.path("source").path("subagent");
    String spawner = Values.text(subagent.path("thread_spawn").path("parent_thread_id"));
    String named = Values.first(meta, "parent_thread_id");
    String above = spawner == null ? named : spawner;
    boolean spawned =
        !subagent.isMissingNode() || meta.path("thread_source").asString("").equals("subagent");
    String forked = Values.first(meta, "forked_from_id");
    Matcher matcher = ID.matcher(input.name());
    String id = Values.first(meta, "id");
    return new CodexThread(
        input,
        id != null ? id : matcher.find() ? matcher.group(1) : input.name(),
        Values.first(meta, "session_id"),
        spawned ? above : null,
        forked == null ? above : forked,
        spawned && above == null,
        meta.path("subagent_history_start_ordinal").asLong(0),
        Values.first(meta, "cwd"),
        begun(meta));
  }

  private static Instant begun(JsonNode meta) {
    try {
      Instant time = Values.time(meta.path("timestamp"));
      return time == null ? Instant.MAX : time;
    } catch (IllegalArgumentException e) {
      return Instant.MAX;
    }
  }

  /// The first model that a line names; `unknown` if none does. A call before that line is its.
  String model() {
    JsonNode line = first(input, "\"model\"", named -> model(named.path("payload")) != null);
    String model = model(line.path("payload"));
    return model == null ? "unknown" : model;
  }

  private static @Nullable String model(JsonNode payload) {
    String own = Values.first(payload, "model");
    return own == null ? Values.first(payload.path("thread_settings"), "model") : own;
  }

  /// The first line with `part` in it that is `wanted`; a missing node if there is none.
  private static JsonNode first(Input input, String part, Predicate<JsonNode> wanted) {
    try (InputStream in = input.source().open()) {
      var lines = new LineSource(in, JsonInputs.LONGEST_LINE);
      while (lines.next()) {
        String text =
            new String(lines.bytes(), lines.offset(), lines.length(), StandardCharsets.UTF_8);
        if (text.contains(part)) {
          JsonNode line = JsonInputs.parse(text);
          if (wanted.test(line)) {
            return line;
          }
        }
      }
    } catch (IOException e) {
      return JsonInputs.parse("{}");
    }
    return JsonInputs.parse("{}");
  }
}
