package dev.breakeven.importer.pi;

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
import dev.breakeven.wire.LoggedUsage;
import dev.breakeven.wire.WireUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One session: its entries in the order in which they were written.
final class PiSession {
  private final Input input;
  private final HealthLog health;
  private final Messages messages = new Messages();

  /// The answers billed so far, by what copies of them keep; of all sessions, and of this one.
  private final Set<String> billed;

  private final Set<String> own = new HashSet<>();
  private final Map<String, Entry> entries = new HashMap<>();
  private @Nullable Draft draft;
  private @Nullable Entry last;

  /// An entry of the tree.
  private static final class Entry {
    private final String id;
    private final @Nullable Entry before;
    private final List<Integer> blocks;

    /// Where what a summary leaves in prompts begins; null for no summary.
    private final @Nullable String kept;

    private Entry(String id, @Nullable Entry before, List<Integer> blocks, @Nullable String kept) {
      this.id = id;
      this.before = before;
      this.blocks = blocks;
      this.kept = kept;
    }
  }

  PiSession(Input input, HealthLog health, Set<String> billed) {
    this.input = input;
    this.health = health;
    this.billed = billed;
  }

  /// The trace, empty if no model was asked.
  Optional<Trace> trace() {
    return draft().trace();
  }

  private Draft draft() {
    if (draft == null) {
      String stem = input.file().replaceFirst("\\.jsonl$", "");
      draft = new Draft("pi", stem, input.name(), health);
    }
    return draft;
  }

  private Dialogue dialogue() {
    return draft().dialogue(Draft.MAIN);
  }

  /// Takes in a line. Sessions of version 1 have no ids: there each entry follows the one before.
  void entry(JsonNode line) {
    String type = line.path("type").asString("");
    if (type.equals("session")) {
      String id = Values.first(line, "id");
      if (draft == null) {
        draft = new Draft("pi", id == null ? input.file() : id, input.name(), health);
        draft.label("project", Values.first(line, "cwd"));
      }
      return;
    }
    String id = Values.first(line, "id");
    if (id != null && entries.containsKey(id)) {
      health.count(Count.REPEATED);
      return;
    }
    String parent = Values.first(line, "parentId");
    Entry before = parent == null ? null : entries.get(parent);
    boolean told = before != null || (line.has("parentId") && line.path("parentId").isNull());
    move(told ? before : last);
    var blocks = new ArrayList<Integer>();
    String kept = null;
    switch (type) {
      case "message" -> message(line, blocks);
      case "compaction" -> {
        health.count(Count.COMPACTED);
        kept = Objects.requireNonNullElse(Values.first(line, "firstKeptEntryId"), "");
        add(blocks, Origin.SUMMARY, Values.first(line, "summary"));
      }
      case "branch_summary" -> add(blocks, Origin.SUMMARY, Values.first(line, "summary"));
      case "custom_message" ->
          said(messages.all(line.path("content")), line.path("content"), blocks);
      case "model_change", "thinking_level_change", "custom", "label", "session_info" -> {}
      default -> health.unknown("line " + (type.isEmpty() ? "without a type" : type));
    }
    var entry = new Entry(id == null ? "" : id, last, List.copyOf(blocks), kept);
    if (id != null) {
      entries.put(id, entry);
    }
    last = entry;
    if (kept != null) {
      Dialogue dialogue = dialogue();
      dialogue.begin(dialogue.context().size(), path(entry));
    }
  }

  /// Goes back to `entry`, where what follows does not follow the last one.
  private void move(@Nullable Entry entry) {
    if (entry == last) {
      return;
    }
    last = entry;
    Dialogue dialogue = dialogue();
    dialogue.begin(dialogue.context().size(), path(entry));
  }

  /// What a prompt consists of behind `end`: what stands on its path from the root; where a summary
  /// is on it the last of these, what that kept, and what came after.
  private static List<Integer> path(@Nullable Entry end) {
    var path = new ArrayList<Entry>();
    for (Entry at = end; at != null; at = at.before) {
      path.add(at);
    }
    int first = 0; // of those that stand in prompts; the path is from the end to the root
    int summary = 0;
    while (summary < path.size() && path.get(summary).kept == null) {
      summary++;
    }
    var blocks = new ArrayList<Integer>();
    if (summary < path.size()) {
      Entry told = path.get(summary);
      blocks.addAll(told.blocks);
      first = summary;
      for (int i = summary + 1; i < path.size(); i++) {
        if (path.get(i).id.equals(told.kept)) {
          first = i;
        }
      }
    } else {
      first = path.size() - 1;
    }
    for (int i = first; i >= 0; i--) {
      if (path.get(i).kept == null) {
        blocks.addAll(path.get(i).blocks);
      }
    }
    return blocks;
  }

  private void add(List<Integer> blocks, Origin origin, @Nullable String text) {
    blocks.add(dialogue().append(origin, null, text));
  }

  private void said(List<Piece> pieces, JsonNode content, List<Integer> blocks) {
    for (Piece piece : pieces) {
      blocks.add(dialogue().append(piece.origin(), piece.tool(), piece.text()));
    }
    if (pieces.isEmpty() && !content.isMissingNode() && !content.isEmpty()) {
      add(blocks, Origin.USER, null);
    }
  }

  private void message(JsonNode line, List<Integer> blocks) {
    JsonNode message = line.path("message");
    switch (message.path("role").asString("")) {
      case "assistant" -> answer(line, message, blocks);
      case "user", "toolResult", "custom", "hookMessage" ->
          said(messages.one(message), message.path("content"), blocks);
      case "bashExecution" -> {
        if (!message.path("excludeFromContext").asBoolean(false)) {
          add(blocks, Origin.USER, Values.first(message, "output", "command"));
        }
      }
      case "branchSummary", "compactionSummary" ->
          add(blocks, Origin.SUMMARY, Values.first(message, "summary"));
      default -> health.unknown("role " + message.path("role").asString("?"));
    }
  }

  private void answer(JsonNode line, JsonNode message, List<Integer> blocks) {
    JsonNode counts = message.path("usage");
    Instant written = Values.time(line.path("timestamp"));
    Instant asked = Values.time(message.path("timestamp"));
    String key = key(message, asked == null ? written : asked);
    if (!own.add(key)) {
      health.count(Count.REPEATED);
      return;
    }
    if (message.path("provider").asString("").equals("openclaw")) {
      health.count(Count.SYNTHETIC); // what OpenClaw delivered itself
      said(messages.one(message), message.path("content"), blocks);
      return;
    }
    boolean failed = message.path("stopReason").asString("").equals("error");
    if (failed) {
      health.count(Count.FAILED);
    }
    List<Piece> pieces = messages.one(message);
    Usage usage = usage(counts, message.path("api").asString(""));
    if (failed && pieces.isEmpty() && usage.counts().isEmpty()) {
      return;
    }
    if (!billed.add(key)) {
      health.count(Count.REPEATED);
      said(pieces, message.path("content"), blocks);
      return;
    }
    if (asked == null && written == null) {
      health.count(Count.UNTIMED);
    }
    Dialogue dialogue = dialogue();
    List<Integer> answer = dialogue.answered(pieces);
    boolean known = !usage.counts().isEmpty();
    Instant start = asked == null ? Values.orEpoch(written) : asked;
    dialogue.answer(
        answer,
        Reply.of(Values.model(message, "model"), usage)
            .stopped(Values.first(message, "stopReason"))
            .costing(known ? Values.cost(counts.path("cost").path("total")) : null),
        start,
        written == null ? start : written);
    blocks.addAll(answer);
  }

  /// What a copy of an answer keeps; its id alone is not enough, for small servers give all answers
  /// the same.
  private static String key(JsonNode message, @Nullable Instant time) {
    return String.join(
        " ",
        String.valueOf(time),
        message.path("responseId").toString(),
        message.path("model").toString(),
        message.path("usage").toString(),
        time == null ? message.path("content").toString() : "");
  }

  /// The input leaves out what was cached; in some versions the APIs of Google include it, and then
  /// the total is the input and the output. All zeros are no usage: nothing came back.
  private Usage usage(JsonNode usage, String api) {
    if (!usage.isObject()) {
      return Usage.NONE;
    }
    JsonNode read = usage.path("cacheRead");
    JsonNode written = usage.path("cacheWrite");
    JsonNode output = usage.path("output");
    long total = usage.path("totalTokens").asLong(0);
    long both = usage.path("input").asLong(0) + output.asLong(0);
    boolean included = api.startsWith("google") && read.asLong(0) > 0 && total > 0 && total == both;
    try {
      var logged = new LoggedUsage(usage.path("input"), written, read, output);
      WireUsage result = included ? logged.whole() : logged.apart();
      if (result.usage().prompt() + result.usage().count(TokenClass.OUTPUT) == 0) {
        return Usage.NONE;
      }
      if (result.lifeAssumed()) {
        health.count(Count.LIFE_ASSUMED);
      }
      return result.usage();
    } catch (IllegalArgumentException e) {
      health.unknown("usage of another form: " + JsonInputs.shorten(usage));
      return Usage.NONE;
    }
  }
}
