package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the `message` of a line: the provider's own form of prompts and answers.
final class MessageReader {
  static final MessageReader NONE = new MessageReader(Contents.KEPT);

  private final Contents contents;
  private boolean present;
  private boolean answer;
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable String stop;
  private UsageReader.@Nullable Reported usage;
  private List<Part> parts = List.of();

  private MessageReader(Contents contents) {
    this.contents = contents;
  }

  /// The message at hand.
  ///
  /// @param contents what is wanted of them; where a length is not enough, texts are kept
  static MessageReader read(JsonCursor json, Contents contents) {
    if (!json.object()) {
      json.skip();
      return new MessageReader(contents);
    }
    var message = new MessageReader(contents);
    message.present = true;
    for (String name = json.field(); name != null; name = json.field()) {
      message.field(name, json);
    }
    return message;
  }

  /// Takes the value at hand of the field `name`.
  private void field(String name, JsonCursor json) {
    switch (name) {
      case "id" -> id = json.text();
      case "role" -> answer = "assistant".equals(json.word());
      case "model" -> model = json.word();
      case "stop_reason" -> stop = json.word();
      case "usage" -> usage = UsageReader.read(json);
      case "content" -> parts(json);
      default -> json.skip();
    }
  }

  /// What was read, null if there was no message.
  Entry.@Nullable Said said(@Nullable String request) {
    if (!present) {
      return null;
    }
    var made = new ArrayList<Entry.Part>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      made.add(parts.get(i).made());
    }
    return new Entry.Said(id, request, model, stop, made, usage);
  }

  private boolean keeps() {
    return contents == Contents.KEPT;
  }

  private void parts(JsonCursor json) {
    parts = new ArrayList<>(2);
    if (json.isText()) {
      var part = new Part();
      parts.add(part);
      part.whole(json.text());
    } else if (json.array()) {
      while (json.element()) {
        if (json.object()) {
          part(json);
        } else {
          json.skip();
        }
      }
    } else {
      json.skip();
    }
  }

  private void part(JsonCursor json) {
    var part = new Part();
    parts.add(part);
    for (String name = json.field(); name != null; name = json.field()) {
      part.field(name, json);
    }
  }

  /// One content while it is read: what it says is kept as a text or only as its length.
  private final class Part {
    private String type = "";
    private @Nullable String text;
    private int length;
    private @Nullable String toolUse;
    private @Nullable String tool;

    /// Takes the value at hand of the field `name`.
    private void field(String name, JsonCursor json) {
      switch (name) {
        case "type" -> type = EntryReader.orEmpty(json.word());
        case "text", "thinking" -> text(json, keeps() || !answer);
        case "id", "tool_use_id" -> toolUse = json.word();
        case "name" -> tool = json.word();
        case "input" -> raw(json, keeps() || tool == null || ToolUses.reads(tool));
        case "content" -> flat(json, keeps());
        default -> json.skip();
      }
    }

    private void text(JsonCursor json, boolean kept) {
      if (kept) {
        set(json.text());
      } else {
        set(json.length());
      }
    }

    private void raw(JsonCursor json, boolean kept) {
      int start = json.start();
      json.skip();
      if (kept) {
        set(json.raw(start));
      } else {
        set(json.rawLength(start));
      }
    }

    private void flat(JsonCursor json, boolean kept) {
      if (kept) {
        set(MessageReader.flat(json));
      } else {
        set(flatLength(json));
      }
    }

    private void set(@Nullable String newText) {
      text = newText;
      length = 0;
    }

    private void set(int newLength) {
      text = null;
      length = Math.max(0, newLength);
    }

    private void whole(@Nullable String said) {
      type = "text";
      set(said);
    }

    private Entry.Part made() {
      return new Entry.Part(type, text, length, toolUse, tool);
    }
  }

  /// A content as one text: a text itself, or the texts of a list's parts a line each.
  static @Nullable String flat(JsonCursor json) {
    if (!json.array()) {
      return json.text();
    }
    var all = new StringBuilder();
    while (json.element()) {
      if (!json.object()) {
        append(all, json.text());
        continue;
      }
      for (String name = json.field(); name != null; name = json.field()) {
        if (name.equals("text")) {
          append(all, json.text());
        } else {
          json.skip();
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

  /// The length of what [#flat] gives.
  private static int flatLength(JsonCursor json) {
    if (!json.array()) {
      return json.length();
    }
    int all = 0;
    while (json.element()) {
      if (!json.object()) {
        all = append(all, json.length());
        continue;
      }
      for (String name = json.field(); name != null; name = json.field()) {
        if (name.equals("text")) {
          all = append(all, json.length());
        } else {
          json.skip();
        }
      }
    }
    return all;
  }

  private static int append(int all, int length) {
    return length < 0 ? all : all == 0 ? length : all + 1 + length;
  }
}
