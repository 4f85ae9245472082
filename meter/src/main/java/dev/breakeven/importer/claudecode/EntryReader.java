package dev.breakeven.importer.claudecode;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads one line of a transcript into an [Entry], skipping what does not matter without building
/// it. For one thread.
final class EntryReader {
  private static final JsonFactory JSON = new JsonFactory();

  private String type = "";
  private String subtype = "";
  private @Nullable String uuid;
  private @Nullable String parent;
  private @Nullable String session;
  private @Nullable String agent;
  private boolean side;
  private @Nullable Instant time;
  private @Nullable String request;
  private MessageReader message = MessageReader.NONE;
  private @Nullable Entry reported;
  private boolean summary;
  private boolean error;
  private @Nullable String child;
  private boolean launched;
  private @Nullable String toolUse;
  private List<String> texts = new ArrayList<>();

  private EntryReader() {}

  /// The entry on the line of `length` bytes from `offset` in `bytes`.
  ///
  /// @throws tools.jackson.core.JacksonException if it is no JSON
  /// @throws IllegalArgumentException if it is JSON of another form
  static Entry read(byte[] bytes, int offset, int length) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException(
            "expected a JSON object, got "
                + new String(bytes, offset, Math.min(length, 40), StandardCharsets.UTF_8));
      }
      return new EntryReader().line(json, bytes, offset);
    }
  }

  private Entry line(JsonParser json, byte[] bytes, int offset) {
    fields(json, bytes, offset);
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw new IllegalArgumentException("expected a whole JSON object, got the beginning of one");
    }
    if (reported != null) {
      return new Entry(
          reported.kind(),
          reported.type(),
          new Entry.Place(reported.place().uuid(), null, session, agent, true),
          reported.time() == null ? time : reported.time(),
          reported.said(),
          new Entry.Note(false, false, null, false, toolUse, List.of()));
    }
    Entry.Said said = message.said(request);
    return new Entry(
        kind(),
        subtype.isEmpty() ? type : type + "/" + subtype,
        new Entry.Place(uuid, parent, session, agent, side),
        time,
        said,
        new Entry.Note(
            summary,
            error,
            child,
            launched,
            toolUse,
            type.equals("attachment") && texts.size() > 1
                ? List.of(String.join("\n", texts))
                : texts));
  }

  private void fields(JsonParser json, byte[] bytes, int offset) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "type" -> type = orEmpty(text(json));
        case "subtype" -> subtype = orEmpty(text(json));
        case "uuid" -> uuid = text(json);
        case "parentUuid" -> parent = text(json);
        case "sessionId" -> session = text(json);
        case "agentId" -> agent = text(json);
        case "isSidechain" -> side = flag(json);
        case "timestamp" -> time = instant(text(json));
        case "requestId" -> request = text(json);
        case "message" -> message = MessageReader.read(json, bytes, offset);
        case "isCompactSummary" -> summary = flag(json);
        case "isApiErrorMessage" -> error = flag(json);
        case "parentToolUseID" -> toolUse = text(json);
        case "toolUseResult" -> result(json);
        case "data" -> data(json, bytes, offset);
        case "attachment" -> attachment(json);
        case "rendered" -> rendered(json);
        case "shape" -> shape(json, bytes, offset);
        case "parentLastUuid" -> add(text(json));
        default -> json.skipChildren();
      }
    }
  }

  private Kind kind() {
    return switch (type) {
      case "user" -> Kind.USER;
      case "assistant" -> Kind.ASSISTANT;
      case "attachment" -> Kind.ATTACHMENT;
      case "system" ->
          switch (subtype) {
            case "compact_boundary" -> Kind.COMPACTION;
            case "api_error" -> Kind.FAILURE;
            default -> Kind.IDLE;
          };
      case "api-request" -> Kind.REQUEST;
      case "api-request-shape" -> Kind.SHAPE;
      case "fork-context-ref" -> Kind.FORK;
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
          Kind.IDLE;
      default -> Kind.UNKNOWN;
    };
  }

  /// What a tool's result tells of the sub-agent that made it.
  private void result(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "agentId" -> child = text(json);
        case "isAsync" -> launched |= flag(json);
        case "status" -> launched |= "async_launched".equals(text(json));
        default -> json.skipChildren();
      }
    }
  }

  /// A sub-agent's message that the parent's transcript reports as progress.
  private void data(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    Entry inner = null;
    String kind = "";
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "type" -> kind = orEmpty(text(json));
        case "agentId" -> agent = text(json);
        case "message" -> {
          if (json.currentToken() == JsonToken.START_OBJECT) {
            inner = new EntryReader().line(json, bytes, offset);
          } else {
            json.skipChildren();
          }
        }
        default -> json.skipChildren();
      }
    }
    subtype = kind;
    if (kind.equals("agent_progress")) {
      reported = inner;
    }
  }

  private void attachment(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "type" -> subtype = orEmpty(text(json));
        case "content", "prompt", "snippet", "text" -> add(text(json));
        case "addedLines", "addedBlocks" -> list(json);
        default -> json.skipChildren();
      }
    }
  }

  private void list(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
      add(text(json));
    }
  }

  /// The attachment as the model sees it; stands for what the attachment itself holds.
  private void rendered(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    texts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        continue;
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        if (name.equals("content")) {
          add(MessageReader.flat(json));
        } else {
          json.skipChildren();
        }
      }
    }
  }

  private void shape(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String system = "";
    String tools = "";
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "system" -> system = orEmpty(MessageReader.flat(json));
        case "tools" -> tools = MessageReader.raw(json, bytes, offset);
        default -> json.skipChildren();
      }
    }
    texts = List.of(tools, system);
  }

  private void add(@Nullable String text) {
    if (text != null && !text.isEmpty()) {
      texts.add(text);
    }
  }

  private static boolean flag(JsonParser json) {
    boolean value = json.currentToken() == JsonToken.VALUE_TRUE;
    json.skipChildren();
    return value;
  }

  /// The text at hand; null for anything else, which is passed over.
  static @Nullable String text(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getString();
    }
    json.skipChildren();
    return null;
  }

  private static @Nullable Instant instant(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected an instant such as 2026-11-24T06:00:00Z as timestamp, got " + text, e);
    }
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
