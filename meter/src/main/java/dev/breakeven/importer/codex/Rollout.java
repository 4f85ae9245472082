package dev.breakeven.importer.codex;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Dialogue.Reply;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.Usage;
import dev.breakeven.wire.Buying;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One thread's rollout, followed line by line.
///
/// The lines of an answer come first and its usage after them, with what the tools said before or
/// behind it. So an answer gathers until its usage comes, and what follows it waits.
final class Rollout {
  private final CodexThread thread;
  private final Dialogue dialogue;
  private final CodexSession session;
  private final RolloutItems items;
  private final UsageLines usages;
  private final List<Integer> answer = new ArrayList<>();
  private final List<Integer> following = new ArrayList<>();
  private @Nullable String model;
  private boolean begun;
  private @Nullable Instant asked;
  private @Nullable Instant answered;
  private @Nullable String tier;
  private long searches;

  Rollout(CodexThread thread, Dialogue dialogue, CodexSession session) {
    this.thread = thread;
    this.dialogue = dialogue;
    this.session = session;
    items = new RolloutItems(dialogue, session);
    usages = new UsageLines(thread, session.seen, session.health);
    session.in(thread.folder());
  }

  /// Takes in a line.
  ///
  /// @throws IllegalArgumentException if it cannot be taken in, with the reason
  void line(JsonNode line) {
    Instant time = Values.time(line.path("timestamp"));
    JsonNode payload = line.path("payload");
    String type = line.path("type").asString("");
    boolean copy = usages.isOthers(line.path("ordinal").asLong(Long.MAX_VALUE), time);
    switch (type) {
      case "session_meta" -> meta(payload);
      case "turn_context" -> {
        tier(payload);
        String named = Values.first(payload, "model");
        model = named == null ? model : named;
        session.in(Values.first(payload, "cwd"));
      }
      case "response_item" -> item(payload, time, copy);
      case "token_usage_record" -> used(usages.recorded(payload), time);
      case "compacted" -> compacted(payload);
      case "event_msg" -> event(payload, time, copy);
      case "world_state", "inter_agent_communication_metadata" -> {}
      default -> session.health.unknown("line " + type);
    }
  }

  /// The thread's own line comes first; a fork repeats that of the thread it came from.
  private void meta(JsonNode payload) {
    session.by(Values.text(payload.path("cli_version")));
    if (!begun) {
      begun = true;
      items.head(Values.text(payload.path("base_instructions").path("text")));
    }
  }

  private void item(JsonNode payload, @Nullable Instant time, boolean copy) {
    Optional<RolloutItems.Item> read = items.read(payload);
    if (read.isEmpty()) {
      return;
    }
    RolloutItems.Item item = read.get();
    searches += copy || !RolloutItems.isSearch(payload) ? 0 : 1;
    if (copy) {
      dialogue.append(item.block());
    } else if (item.model()) {
      answer.add(item.block());
      answered = time == null ? answered : time;
    } else {
      if (answer.isEmpty()) {
        dialogue.append(item.block());
      } else {
        following.add(item.block());
      }
      asked = time != null && answer.isEmpty() ? time : asked;
    }
  }

  private void event(JsonNode payload, @Nullable Instant time, boolean copy) {
    String type = payload.path("type").asString("");
    switch (type) {
      case "token_count" -> {
        if (payload.path("info").isObject()) {
          used(usages.counted(payload.path("info"), copy, !answer.isEmpty()), time);
        }
      }
      case "task_complete", "turn_complete", "turn_aborted", "task_started", "turn_started" ->
          unbilled();
      case "thread_settings_applied" -> tier(payload.path("thread_settings"));
      case "error", "stream_error" -> session.health.count(Count.FAILED);
      case "item_completed" -> items.spawned(payload.path("item"));
      case "collab_agent_spawn_end" ->
          items.spawned(
              payload.path("call_id").asString(""), payload.path("new_thread_id").asString(""));
      default -> {
        if (!RolloutItems.isIdle(type)) {
          session.health.unknown("event " + type);
        }
      }
    }
  }

  private void used(UsageLines.Told told, @Nullable Instant time) {
    if (told.copy()) {
      copied();
    } else if (!told.isNothing()) {
      call(told.billed(), time);
    }
  }

  private void call(Usage usage, @Nullable Instant time) {
    Instant end = answered != null ? answered : Values.orEpoch(time);
    Instant start = asked == null || asked.isAfter(end) ? end : asked;
    if (model == null) {
      model = thread.model();
    }
    Purchase bought = Buying.of(tier);
    if (searches > 0) {
      bought = bought.plus(new Purchase(List.of(), Map.of("web_search", searches)));
    }
    searches = 0;
    dialogue.answer(List.copyOf(answer), Reply.of(model, usage).bought(bought), start, end);
    answer.clear();
    follow();
    asked = end;
  }

  /// Takes the service tier from `settings`, if they say one; the following calls are bought so.
  private void tier(JsonNode settings) {
    if (settings.has("service_tier")) {
      tier = Values.first(settings, "service_tier");
    }
  }

  /// What stood here was billed elsewhere, and is a part of the next prompt only.
  private void copied() {
    answer.forEach(dialogue::append);
    answer.clear();
    follow();
  }

  private void follow() {
    following.forEach(dialogue::append);
    following.clear();
    answered = null;
  }

  /// An answer whose usage never came.
  private void unbilled() {
    if (!answer.isEmpty()) {
      call(Usage.NONE, answered);
    }
  }

  private void compacted(JsonNode payload) {
    unbilled();
    session.health.count(Count.COMPACTED);
    dialogue.cut(items.headLength());
    JsonNode replacement = payload.path("replacement_history");
    if (replacement.isArray() && !replacement.isEmpty()) {
      for (JsonNode item : replacement) {
        items.read(item).ifPresent(read -> dialogue.append(read.block()));
      }
    } else {
      items.summary(Values.first(payload, "message"));
    }
  }

  /// The rollout ends here.
  void end() {
    unbilled();
    usages.end();
  }
}
