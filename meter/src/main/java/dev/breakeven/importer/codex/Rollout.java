package dev.breakeven.importer.codex;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Dialogue.Reply;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import dev.breakeven.wire.OpenAiUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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
  private final Session session;
  private final Items items;
  private final List<Sums> totals = new ArrayList<>();
  private final List<Sums> original;
  private final List<Integer> answer = new ArrayList<>();
  private final List<Integer> following = new ArrayList<>();
  private String model = "unknown";
  private Usage total = Usage.NONE;
  private boolean copying;
  private boolean begun;
  private @Nullable Instant asked;
  private @Nullable Instant answered;

  /// What a line that repeats running totals says.
  ///
  /// @param total all calls so far
  /// @param last the last call
  record Sums(Usage total, Usage last) {}

  Rollout(CodexThread thread, Dialogue dialogue, Session session) {
    this.thread = thread;
    this.dialogue = dialogue;
    this.session = session;
    items = new Items(dialogue, session);
    List<Sums> again = session.seen.totals().get(thread.id());
    String from = again == null ? thread.forked() : thread.id();
    original = from == null ? List.of() : session.seen.totals().getOrDefault(from, List.of());
    copying = from != null;
  }

  /// Takes in a line.
  ///
  /// @throws IllegalArgumentException if it cannot be taken in, with the reason
  void line(JsonNode line) {
    Instant time = Values.time(line.path("timestamp"));
    JsonNode payload = line.path("payload");
    String type = line.path("type").asString("");
    boolean copy = line.path("ordinal").asLong(Long.MAX_VALUE) < thread.ordinal();
    switch (type) {
      case "session_meta" -> meta(payload);
      case "turn_context" -> {
        String named = Values.first(payload, "model");
        model = named == null ? model : named;
      }
      case "response_item" -> item(payload, time, copy);
      case "token_usage_record" -> billed(payload, time);
      case "compacted" -> compacted(payload);
      case "event_msg" -> event(payload, time);
      case "world_state", "inter_agent_communication_metadata" -> {}
      default -> session.health.unknown("line " + type);
    }
  }

  /// The thread's own line comes first; a fork repeats that of the thread it came from.
  private void meta(JsonNode payload) {
    if (!begun) {
      begun = true;
      items.head(Values.text(payload.path("base_instructions").path("text")));
    }
  }

  private void item(JsonNode payload, @Nullable Instant time, boolean copy) {
    Optional<Items.Item> read = items.read(payload);
    if (read.isEmpty()) {
      return;
    }
    Items.Item item = read.get();
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

  private void event(JsonNode payload, @Nullable Instant time) {
    String type = payload.path("type").asString("");
    switch (type) {
      case "token_count" -> counted(payload.path("info"), time);
      case "task_complete", "turn_complete", "turn_aborted", "task_started", "turn_started" ->
          unbilled();
      case "error", "stream_error" -> session.health.count(Count.FAILED);
      case "item_completed" -> items.spawned(payload.path("item"));
      case "collab_agent_spawn_end" ->
          items.spawned(
              payload.path("call_id").asString(""), payload.path("new_thread_id").asString(""));
      default -> {
        if (!Items.isIdle(type)) {
          session.health.unknown("event " + type);
        }
      }
    }
  }

  /// One response, by its id.
  private void billed(JsonNode payload, @Nullable Instant time) {
    Usage usage = OpenAiUsage.read(payload.path("usage")).usage();
    JsonNode sum = payload.path("thread_token_usage");
    total = sum.isObject() ? OpenAiUsage.read(sum).usage() : total.plus(usage);
    String id = Values.first(payload, "response_id");
    if (id != null && !session.seen.responses().add(id)) {
      session.health.count(Count.REPEATED);
      copied();
      return;
    }
    call(usage, time);
  }

  /// Running totals: what they grew by is a call, unless nothing grew or the growth is a copy.
  private void counted(JsonNode info, @Nullable Instant time) {
    if (!info.isObject()) {
      return;
    }
    boolean hasTotal = info.path("total_token_usage").isObject();
    boolean hasLast = info.path("last_token_usage").isObject();
    Usage last = hasLast ? OpenAiUsage.read(info.path("last_token_usage")).usage() : Usage.NONE;
    Usage sum =
        hasTotal ? OpenAiUsage.read(info.path("total_token_usage")).usage() : total.plus(last);
    var sums = new Sums(sum, last);
    totals.add(sums);
    if (copying && copies(sums)) {
      total = sum;
      session.health.count(Count.REPEATED);
      copied();
      return;
    }
    copying = false;
    Optional<Usage> growth = minus(sum, total);
    boolean begunAnew = growth.isEmpty() || (hasLast && sum.equals(last) && !sum.equals(total));
    total = sum;
    Usage usage = begunAnew ? (hasLast ? last : sum) : growth.orElse(last);
    if (usage.counts().values().stream().allMatch(tokens -> tokens.count() == 0)) {
      session.health.count(Count.REPEATED);
      return;
    }
    call(usage, time);
  }

  private boolean copies(Sums sums) {
    int position = totals.size() - 1;
    return position < original.size() && original.get(position).equals(sums);
  }

  private static Optional<Usage> minus(Usage sum, Usage before) {
    var counts = new EnumMap<TokenClass, Tokens>(TokenClass.class);
    for (TokenClass tokenClass : sum.counts().keySet()) {
      long count = sum.count(tokenClass) - before.count(tokenClass);
      if (count < 0) {
        return Optional.empty();
      }
      counts.put(tokenClass, new Tokens(count));
    }
    return Optional.of(new Usage(counts));
  }

  private void call(Usage usage, @Nullable Instant time) {
    Instant end = answered != null ? answered : Values.orEpoch(time);
    Instant start = asked == null || asked.isAfter(end) ? end : asked;
    dialogue.answer(List.copyOf(answer), Reply.of(model, usage), start, end);
    answer.clear();
    follow();
    asked = end;
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
    if (totals.size() >= original.size() || !copying) {
      session.seen.totals().put(thread.id(), totals);
    }
    if (thread.forked() != null) {
      session.seen.totals().putIfAbsent(thread.forked(), totals);
    }
  }
}
