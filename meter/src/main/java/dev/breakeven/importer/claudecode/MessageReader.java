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
  private List<Entry.Part> parts = List.of();

  private MessageReader(Contents contents) {
    this.contents = contents;
  }

  /// The message at hand.
  ///
  /// @param contents what is wanted of them; where a length is not enough, texts are kept
  static MessageReader read(JsonCursor json, Contents contents) {
    var message = new MessageReader(contents);
    if (!json.object()) {
      json.skip();
      return message;
    }
    message.present = true;
    for (String name = json.field(); name != null; name = json.field()) {
      switch (name) {
        case "id" -> message.id = json.text();
        case "role" -> message.answer = "assistant".equals(json.word());
        case "model" -> message.model = json.word();
        case "stop_reason" -> message.stop = json.word();
        case "usage" -> message.usage = UsageReader.read(json);
        case "content" -> message.parts = message.parts(json);
        default -> json.skip();
      }
    }
    return message;
  }

  /// What was read, null if there was no message.
  Entry.@Nullable Said said(@Nullable String request) {
    return present ? new Entry.Said(id, request, model, stop, parts, usage) : null;
  }

  private boolean keeps() {
    return contents == Contents.KEPT;
  }

  private List<Entry.Part> parts(JsonCursor json) {
    if (json.isText()) {
      return List.of(new Entry.Part("text", json.text(), 0, null, null));
    }
    var all = new ArrayList<Entry.Part>(2);
    if (!json.array()) {
      json.skip();
      return all;
    }
    while (json.element()) {
      if (json.object()) {
        all.add(part(json));
      } else {
        json.skip();
      }
    }
    return all;
  }

  private Entry.Part part(JsonCursor json) {
    String type = "";
    var content = new Said();
    String toolUse = null;
    String tool = null;
    for (String name = json.field(); name != null; name = json.field()) {
      switch (name) {
        case "type" -> type = EntryReader.orEmpty(json.word());
        case "text", "thinking" -> content.text(json, keeps() || !answer);
        case "id", "tool_use_id" -> toolUse = json.word();
        case "name" -> tool = json.word();
        case "input" -> content.raw(json, keeps() || tool == null || ToolUses.reads(tool));
        case "content" -> content.flat(json, keeps());
        default -> json.skip();
      }
    }
    return new Entry.Part(type, content.text, content.length, toolUse, tool);
  }

  /// What a part says, as text or only as its length.
  private static final class Said {
    private @Nullable String text;
    private int length;

    void text(JsonCursor json, boolean kept) {
      if (kept) {
        set(json.text());
      } else {
        set(json.length());
      }
    }

    void raw(JsonCursor json, boolean kept) {
      int start = json.start();
      json.skip();
      if (kept) {
        set(json.raw(start));
      } else {
        set(json.rawLength(start));
      }
    }

    void flat(JsonCursor json, boolean kept) {
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
