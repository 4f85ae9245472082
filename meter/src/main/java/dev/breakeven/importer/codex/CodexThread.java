package dev.breakeven.importer.codex;

import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.LineSource;
import dev.breakeven.importer.Values;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One rollout and what its first `session_meta` says of it.
///
/// @param id the thread's id: by that line, else by the file's name
/// @param root the root thread's id, null where the line does not say
/// @param parent the thread that spawned it, null for none
/// @param forked the thread whose history it began with, null for none
/// @param helper whether Codex started it for itself, as for a review, without saying where
/// @param ordinal lines numbered below are a copy of another thread's history; 0 for none
record CodexThread(
    Input input,
    String id,
    @Nullable String root,
    @Nullable String parent,
    @Nullable String forked,
    boolean helper,
    long ordinal,
    @Nullable String folder,
    Instant begun) {
  private static final Pattern ID =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.jsonl$");
  private static final int FIRST_LINES = 50;

  /// The thread in `input`, which need not be whole.
  static CodexThread of(Input input) {
    JsonNode meta = meta(input);
    JsonNode subagent = meta.path("source").path("subagent");
    String spawner = Values.text(subagent.path("thread_spawn").path("parent_thread_id"));
    String parent = Values.first(meta, "parent_thread_id");
    Matcher named = ID.matcher(input.name());
    String id = Values.first(meta, "id");
    return new CodexThread(
        input,
        id != null ? id : named.find() ? named.group(1) : input.name(),
        Values.first(meta, "session_id"),
        parent == null ? spawner : parent,
        Values.first(meta, "forked_from_id"),
        !subagent.isMissingNode() && parent == null && spawner == null,
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

  private static JsonNode meta(Input input) {
    try (InputStream in = input.source().open()) {
      var lines = new LineSource(in, JsonInputs.LONGEST_LINE);
      while (lines.number() < FIRST_LINES && lines.next()) {
        String text =
            new String(lines.bytes(), lines.offset(), lines.length(), StandardCharsets.UTF_8);
        if (text.contains("\"session_meta\"")) {
          JsonNode line = JsonInputs.parse(text);
          if (line.path("type").asString("").equals("session_meta")) {
            return line.path("payload");
          }
        }
      }
    } catch (IOException e) {
      return JsonInputs.parse("{}");
    }
    return JsonInputs.parse("{}");
  }
}
