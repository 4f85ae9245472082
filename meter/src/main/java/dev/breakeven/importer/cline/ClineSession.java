package dev.breakeven.importer.cline;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Dialogue.Piece;
import dev.breakeven.importer.Dialogue.Reply;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Messages;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import dev.breakeven.wire.LoggedUsage;
import dev.breakeven.wire.WireUsage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One session of Cline, with its sub-agents.
final class ClineSession {
  /// By begin; forks behind what they may be forked from.
  static final Comparator<ClineSession> ORDER =
      Comparator.comparing((ClineSession session) -> session.forked)
          .thenComparing(session -> session.begun)
          .thenComparing(ClineSession::id);

  private static final String SPAWN = "spawn_agent";

  private final String id;
  private final HealthLog health;
  private final Draft draft;
  private final Messages messages = new Messages();

  /// The messages of each conversation by its own id, that of the lead first.
  private final Map<String, JsonNode> conversations = new TreeMap<>();

  private final List<JsonNode> compactions = new ArrayList<>();
  private final Set<String> own = new HashSet<>();
  private final Deque<Integer> spawned = new ArrayDeque<>();
  private Usage sum = Usage.NONE;
  private Usd cost = Usd.ZERO;
  private Instant begun = Instant.MAX;
  private boolean forked;

  ClineSession(String id, Input input, HealthLog health) {
    this.id = id;
    this.health = health;
    draft = new Draft("cline", id, input.name(), health);
  }

  String id() {
    return id;
  }

  /// Takes in the manifest. Its sums are those of the calls, or of sub-agents too: not used.
  void manifest(JsonNode manifest) {
    draft.label("project", Values.first(manifest, "workspace_root", "cwd"));
    forked = manifest.path("metadata").path("fork").isObject();
    Instant started = Values.time(manifest.path("started_at"));
    begun = started == null ? begun : started;
  }

  /// Takes in the messages of the conversation `name`.
  void messages(String name, JsonNode document) {
    if (conversations.putIfAbsent(name, document) != null) {
      health.count(Count.REPEATED);
    }
  }

  /// Takes in the messages as a compaction left them.
  void compacted(JsonNode document) {
    compactions.add(document);
  }

  /// The trace, empty if no model was asked.
  ///
  /// @param billed the answers of other sessions, to which this adds its own
  Optional<Trace> trace(Set<String> billed) {
    conversations.forEach((name, document) -> conversation(name, document, billed));
    for (JsonNode compaction : compactions) {
      Dialogue lead = draft.dialogue(Draft.MAIN);
      for (JsonNode message : compaction.path("messages")) {
        if (message.path("metrics").isObject()) {
          answer(lead, message, List.of(), Instant.EPOCH, billed);
        }
      }
    }
    for (JsonNode compaction : compactions) {
      for (JsonNode message : compaction.path("messages")) {
        before(message.path("metadata").path("usageBefore"), compaction, billed);
      }
    }
    return draft.trace();
  }

  private void conversation(String name, JsonNode document, Set<String> billed) {
    boolean lead = name.equals(id);
    Dialogue dialogue = draft.dialogue(lead ? Draft.MAIN : name.substring(id.length() + 2));
    if (!lead) {
      Integer start = spawned.pollFirst();
      dialogue.under(draft.dialogue(Draft.MAIN), start);
    }
    String system = Values.first(document, "system_prompt");
    if (system != null) {
      dialogue.append(Origin.SYSTEM, null, system);
    }
    Instant last = Instant.EPOCH;
    for (JsonNode message : document.path("messages")) {
      Instant time = Values.orEpoch(time(message));
      List<Piece> pieces = messages.one(message);
      if (message.path("metadata").path("kind").asString("").startsWith("compaction")) {
        health.count(Count.COMPACTED);
      }
      boolean assistant = message.path("role").asString("").equals("assistant");
      boolean called =
          assistant
              && message.path("metrics").isObject()
              && answer(dialogue, message, pieces, last, billed);
      if (!called) {
        pieces.forEach(piece -> dialogue.append(piece.origin(), piece.tool(), piece.text()));
      }
      last = time.equals(Instant.EPOCH) ? last : time;
    }
  }

  private @Nullable Instant time(JsonNode message) {
    try {
      return Values.time(message.path("ts"));
    } catch (IllegalArgumentException e) {
      health.unknown("time of another form");
      return null;
    }
  }

  /// Adds the call that `message` is the answer of, unless it was billed before; says whether it
  /// did.
  private boolean answer(
      Dialogue dialogue, JsonNode message, List<Piece> pieces, Instant asked, Set<String> billed) {
    JsonNode metrics = message.path("metrics");
    String named = Values.first(message, "id");
    String key = named == null ? message.path("ts") + " " + metrics : named;
    Usage usage = usage(metrics);
    Usd told = usage.counts().isEmpty() ? null : Values.cost(metrics.path("cost"));
    if (own.add(key)) {
      sum = sum.plus(usage);
      cost = told == null ? cost : cost.plus(told);
    }
    if (!billed.add(key)) {
      health.count(Count.REPEATED);
      return false;
    }
    Instant end = Values.orEpoch(time(message));
    if (end.equals(Instant.EPOCH)) {
      health.count(Count.UNTIMED);
    }
    List<Integer> answer = dialogue.answered(pieces);
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).origin() == Origin.TOOL_CALL && SPAWN.equals(pieces.get(i).tool())) {
        draft.turnInto(answer.get(i), Origin.INSTRUCTION);
        spawned.add(answer.get(i));
      }
    }
    Reply reply =
        Reply.of(Values.model(message.path("modelInfo"), "id"), usage)
            .stopped(Values.first(message, "stopReason"))
            .costing(told);
    dialogue.answer(answer, reply, asked.isAfter(end) ? end : asked, end);
    return true;
  }

  /// A compaction takes the usage off the messages it keeps, and writes down the sum of all before
  /// it. What that sum has beyond the calls that are still there is one call, estimated.
  private void before(JsonNode before, JsonNode compaction, Set<String> billed) {
    if (!before.isObject() || !billed.add("sum " + before)) {
      return;
    }
    Usage all = usage(before);
    Usage rest =
        Usage.of(
            over(all, TokenClass.UNCACHED),
            over(all, TokenClass.WRITE_5M),
            0,
            over(all, TokenClass.READ),
            over(all, TokenClass.OUTPUT));
    if (rest.prompt() == 0 && rest.count(TokenClass.OUTPUT) == 0) {
      return;
    }
    String model = "unknown";
    for (JsonNode message : compaction.path("messages")) {
      model = model.equals("unknown") ? Values.model(message.path("modelInfo"), "id") : model;
    }
    Usd told = Values.cost(before.path("cost"));
    boolean more = told != null && told.compareTo(cost) > 0;
    health.count(Count.APPORTIONED);
    health.count(Count.UNTIMED);
    draft
        .dialogue(Draft.MAIN)
        .answer(
            Reply.of(model, rest)
                .estimated()
                .costing(more && told != null ? told.minus(cost) : null),
            Instant.EPOCH,
            Instant.EPOCH);
    sum = sum.plus(rest);
  }

  private long over(Usage all, TokenClass tokenClass) {
    return Math.max(0, all.count(tokenClass) - sum.count(tokenClass));
  }

  /// The input includes what was cached, the output what was thought. All zeros are no usage.
  private Usage usage(JsonNode metrics) {
    try {
      WireUsage usage =
          new LoggedUsage(
                  metrics.path("inputTokens"),
                  metrics.path("cacheWriteTokens"),
                  metrics.path("cacheReadTokens"),
                  metrics.path("outputTokens"))
              .whole();
      if (usage.usage().prompt() + usage.usage().count(TokenClass.OUTPUT) == 0) {
        return Usage.NONE;
      }
      if (usage.lifeAssumed()) {
        health.count(Count.LIFE_ASSUMED);
      }
      return usage.usage();
    } catch (IllegalArgumentException e) {
      health.unknown("usage of another form: " + JsonInputs.shorten(metrics));
      return Usage.NONE;
    }
  }
}
