package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.JsonCursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one line of a transcript into an [Entry], skipping what does not matter without building
/// it. For one thread.
final class EntryReader {
  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");
  private static final long LAST_MILLISECOND = LAST.toEpochMilli();

  private final Contents contents;

  private String type = "";
  private String subtype = "";
  private @Nullable String uuid;
  private @Nullable String parent;
  private @Nullable String session;
  private @Nullable String agent;
  private boolean side;
  private @Nullable Instant time;
  private @Nullable String request;
  private @Nullable String project;
  private @Nullable String version;
  private @Nullable String title;
  private @Nullable String cost;
  private MessageReader message = MessageReader.NONE;
  private @Nullable Entry reported;
  private boolean summary;
  private boolean error;
  private @Nullable String child;
  private boolean launched;
  private long toolUses = -1;
  private long milliseconds = -1;
  private @Nullable String toolUse;
  private List<String> texts = List.of();

  /// @param contents what is wanted of them; where a length is not enough, texts are kept
  EntryReader(Contents contents) {
    this.contents = contents;
  }

  /// The entry on the line at hand.
  ///
  /// @param contents what is wanted of them; where a length is not enough, texts are kept
  /// @throws JsonCursor.BrokenException if it is no JSON
  /// @throws IllegalArgumentException if it is JSON of another form
  static Entry read(JsonCursor json, Contents contents) {
    int start = json.start();
    if (!json.object()) {
      json.skip();
      String raw = json.raw(start);
      throw new IllegalArgumentException(
          "expected a JSON object, got " + raw.substring(0, Math.min(raw.length(), 40)));
    }
    var reader = new EntryReader(contents);
    reader.fields(json);
    return reader.made();
  }

  /// The entry, once all fields are read.
  private Entry made() {
    if (reported != null) {
      return new Entry(
          reported.kind(),
          reported.type(),
          new Entry.Place(reported.place().uuid(), null, session, agent, true),
          reported.time() == null ? time : reported.time(),
          reported.said(),
          new Entry.Note(false, false, null, toolUse, about(), null, List.of()));
    }
    Entry.Said said = message.said(request);
    boolean told = child != null || launched || toolUses >= 0;
    return new Entry(
        kind(),
        subtype.isEmpty() ? type : type + "/" + subtype,
        new Entry.Place(uuid, parent, session, agent, side),
        time,
        said,
        new Entry.Note(
            summary,
            error,
            told ? new Entry.Child(child, launched, toolUses, milliseconds) : null,
            toolUse,
            about(),
            type.equals("cost-state") ? cost : null,
            texts.size() > 1 && type.equals("attachment")
                ? List.of(String.join("\n", texts))
                : texts));
  }

  private Entry.About about() {
    return project == null && version == null && title == null
        ? Entry.About.NOTHING
        : new Entry.About(project, version, title);
  }

  private void fields(JsonCursor json) {
    for (String name = json.field(); name != null; name = json.field()) {
      field(name, json);
    }
  }

  /// Takes the value at hand of the field `name`.
  private void field(String name, JsonCursor json) {
    switch (name) {
      case "type" -> type = orEmpty(json.word());
      case "subtype" -> subtype = orEmpty(json.word());
      case "uuid" -> uuid = json.word();
      case "parentUuid" -> parent = json.word();
      case "sessionId" -> session = json.word();
      case "agentId" -> agent = json.word();
      case "isSidechain" -> side = json.flag();
      case "timestamp" -> time = instant(json);
      case "cwd" -> project = json.word();
      case "version" -> version = json.word();
      case "aiTitle", "customTitle" -> title = json.text();
      case "requestId" -> request = json.text();
      case "totalCostUSD" -> cost = json.raw();
      case "message" -> message = MessageReader.read(json, contents);
      case "isCompactSummary" -> summary = json.flag();
      case "isApiErrorMessage" -> error = json.flag();
      case "parentToolUseID" -> toolUse = json.text();
      case "toolUseResult" -> result(json);
      case "data" -> data(json);
      case "attachment" -> attachment(json);
      case "rendered" -> rendered(json);
      case "shape" -> shape(json);
      case "parentLastUuid" -> add(json.text());
      default -> json.skip();
    }
  }

  private EntryKind kind() {
    return switch (type) {
      case "user" -> EntryKind.USER;
      case "assistant" -> EntryKind.ASSISTANT;
      case "attachment" -> EntryKind.ATTACHMENT;
      case "system" ->
          switch (subtype) {
            case "compact_boundary" -> EntryKind.COMPACTION;
            case "api_error" -> EntryKind.FAILURE;
            default -> EntryKind.IDLE;
          };
      case "api-request" -> EntryKind.REQUEST;
      case "api-request-shape" -> EntryKind.SHAPE;
      case "fork-context-ref" -> EntryKind.FORK;
      case "progress",
          "summary",
          "api-request-blob",
          "file-history-snapshot",
          "file-history-delta",
          "queue-operation",
          "last-prompt",
          "permission-mode",
          "mode",
          "pr-link",
          "custom-title",
          "ai-title",
          "agent-name",
          "agent-color",
          "agent-setting",
          "atis-latch",
          "cost-state",
          "tools-used",
          "tag" ->
          EntryKind.IDLE;
      default -> EntryKind.UNKNOWN;
    };
  }

  /// What a tool's result tells of the sub-agent that made it.
  private void result(JsonCursor json) {
    if (!json.object()) {
      json.skip();
      return;
    }
    for (String name = json.field(); name != null; name = json.field()) {
      switch (name) {
        case "agentId" -> child = json.text();
        case "isAsync" -> launched |= json.flag();
        case "status" -> launched |= "async_launched".equals(json.text());
        case "totalToolUseCount" -> toolUses = json.count();
        case "totalDurationMs" -> milliseconds = json.count();
        default -> json.skip();
      }
    }
  }

  /// A sub-agent's message that the parent's transcript reports as progress.
  private void data(JsonCursor json) {
    if (!json.object()) {
      json.skip();
      return;
    }
    Entry inner = null;
    String kind = "";
    for (String name = json.field(); name != null; name = json.field()) {
      switch (name) {
        case "type" -> kind = orEmpty(json.text());
        case "agentId" -> agent = json.word();
        case "message" -> {
          if (json.object()) {
            var reader = new EntryReader(contents);
            reader.fields(json);
            inner = reader.made();
          } else {
            json.skip();
          }
        }
        default -> json.skip();
      }
    }
    subtype = kind;
    if (kind.equals("agent_progress")) {
      reported = inner;
    }
  }

  private void attachment(JsonCursor json) {
    if (!json.object()) {
      json.skip();
      return;
    }
    for (String name = json.field(); name != null; name = json.field()) {
      switch (name) {
        case "type" -> subtype = orEmpty(json.text());
        case "content", "prompt", "snippet", "text" -> add(json.text());
        case "addedLines", "addedBlocks" -> list(json);
        default -> json.skip();
      }
    }
  }

  private void list(JsonCursor json) {
    if (!json.array()) {
      json.skip();
      return;
    }
    while (json.element()) {
      add(json.text());
    }
  }

  /// The attachment as the model sees it; stands for what the attachment itself holds.
  private void rendered(JsonCursor json) {
    if (!json.array()) {
      json.skip();
      return;
    }
    texts = List.of();
    while (json.element()) {
      if (!json.object()) {
        json.skip();
        continue;
      }
      for (String name = json.field(); name != null; name = json.field()) {
        if (name.equals("content")) {
          add(MessageReader.flat(json));
        } else {
          json.skip();
        }
      }
    }
  }

  private void shape(JsonCursor json) {
    if (!json.object()) {
      json.skip();
      return;
    }
    String system = "";
    String tools = "";
    for (String name = json.field(); name != null; name = json.field()) {
      switch (name) {
        case "system" -> system = orEmpty(MessageReader.flat(json));
        case "tools" -> tools = json.raw();
        default -> json.skip();
      }
    }
    texts = new ArrayList<>(List.of(tools, system));
  }

  private void add(@Nullable String text) {
    if (text != null && !text.isEmpty()) {
      texts = texts.isEmpty() ? new ArrayList<>() : texts;
      texts.add(text);
    }
  }

  private static @Nullable Instant instant(JsonCursor json) {
    long usual = json.milliseconds();
    if (usual >= 0 && usual <= LAST_MILLISECOND) {
      return Instant.ofEpochMilli(usual);
    }
    String text = usual < 0 ? json.text() : Instant.ofEpochMilli(usual).toString();
    try {
      return text == null ? null : sensible(Instant.parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected an instant such as 2026-11-24T06:00:00Z as timestamp, got " + text, e);
    }
  }

  /// A time that a log can hold; spans between any two of them can be counted in nanoseconds.
  private static Instant sensible(Instant time) {
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
      throw new DateTimeException("expected a time from 1970 to 2100");
    }
    return time;
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
