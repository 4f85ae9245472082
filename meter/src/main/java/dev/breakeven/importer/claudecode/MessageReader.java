package dev.breakeven.importer.claudecode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the `message` of a line: the provider's own form of prompts and answers.
final class MessageReader {
  static final MessageReader NONE = new MessageReader();

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private boolean present;
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable String stop;
  private @Nullable JsonNode usage;
  private List<Entry.Part> parts = List.of();

  private MessageReader() {}

  /// The message that begins at the parser's token.
  static MessageReader read(JsonParser json, byte[] bytes, int offset) {
    var message = new MessageReader();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return message;
    }
    message.present = true;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "id" -> message.id = EntryReader.text(json);
        case "model" -> message.model = EntryReader.text(json);
        case "stop_reason" -> message.stop = EntryReader.text(json);
        case "usage" -> message.usage = usage(raw(json, bytes, offset));
        case "content" -> message.parts = parts(json, bytes, offset);
        default -> json.skipChildren();
      }
    }
    return message;
  }

  /// What was read, null if there was no message.
  Entry.@Nullable Said said(@Nullable String request) {
    return present ? new Entry.Said(id, request, model, stop, parts, usage) : null;
  }

  private static @Nullable JsonNode usage(String raw) {
    return raw.startsWith("{") ? JSON.readTree(raw) : null;
  }

  private static List<Entry.Part> parts(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return List.of(new Entry.Part("text", json.getString(), null, null));
    }
    var parts = new ArrayList<Entry.Part>();
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
          parts.add(part(json, bytes, offset));
        } else {
          json.skipChildren();
        }
      }
    } else {
      json.skipChildren();
    }
    return parts;
  }

  private static Entry.Part part(JsonParser json, byte[] bytes, int offset) {
    String type = "";
    String text = null;
    String toolUse = null;
    String tool = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "type" -> type = EntryReader.orEmpty(EntryReader.text(json));
        case "text", "thinking" -> text = EntryReader.text(json);
        case "id", "tool_use_id" -> toolUse = EntryReader.text(json);
        case "name" -> tool = EntryReader.text(json);
        case "input" -> text = raw(json, bytes, offset);
        case "content" -> text = flat(json);
        default -> json.skipChildren();
      }
    }
    return new Entry.Part(type, text == null || text.isEmpty() ? null : text, toolUse, tool);
  }

  /// A content as one text: a text itself, or the texts of a list's parts a line each.
  static @Nullable String flat(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return EntryReader.text(json);
    }
    var all = new StringBuilder();
    while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        String text = EntryReader.text(json);
        append(all, text);
        continue;
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        if (name.equals("text")) {
          append(all, EntryReader.text(json));
        } else {
          json.skipChildren();
        }
      }
    }
    return all.toString();
  }

  private static void append(StringBuilder all, @Nullable String text) {
    if (text != null) {
      all.append(all.isEmpty() ? "" : "\n").append(text);
    }
  }

  /// The value at hand as it stands on the line.
  static String raw(JsonParser json, byte[] bytes, int offset) {
    int from = Math.toIntExact(json.currentTokenLocation().getByteOffset());
    boolean structure = json.currentToken().isStructStart();
    json.skipChildren();
    int to = structure ? Math.toIntExact(json.currentLocation().getByteOffset()) : from;
    return new String(bytes, offset + from, to - from, StandardCharsets.UTF_8);
  }
}
