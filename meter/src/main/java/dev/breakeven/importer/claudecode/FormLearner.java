package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.JsonCursor;
import dev.breakeven.importer.Piece;
import dev.breakeven.importer.claudecode.EntryForms.Known;
import dev.breakeven.importer.claudecode.EntryForms.Meaning;
import dev.breakeven.importer.claudecode.EntryForms.Owner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Learns the form of one line, which [EntryReader] could read: what is the same on all such lines,
/// and where values are. A field that EntryReader looks at is a value here, or it is *known*: its
/// value is a word of the tool's, and lines with another one have another form.
final class FormLearner {
  private final JsonCursor json;

  /// What was found since the last value.
  private final List<Known> known = new ArrayList<>();

  /// The one before the place at hand; null if the line is not worth learning.
  private @Nullable Piece<Meaning> piece;

  /// Where the last value ended.
  private int from;

  /// @param json at the line's beginning
  /// @param start where all lines begin
  FormLearner(JsonCursor json, Piece<Meaning> start) {
    this.json = json;
    piece = start;
    from = json.start();
  }

  /// Passes over the line.
  void learn() {
    boolean said = false;
    json.object();
    for (String name = json.field(); name != null; name = json.field()) {
      switch (name) {
        case "type" -> word(Owner.ENTRY, name);
        case "isSidechain", "isCompactSummary", "isApiErrorMessage" -> literal(Owner.ENTRY, name);
        case "message" -> {
          once(said);
          said = true;
          message();
        }
        case "toolUseResult" -> result();
        case "subtype",
            "uuid",
            "parentUuid",
            "sessionId",
            "agentId",
            "timestamp",
            "cwd",
            "requestId",
            "parentToolUseID",
            "data",
            "attachment",
            "rendered",
            "shape",
            "parentLastUuid" ->
            value(Owner.ENTRY, name);
        default -> unread();
      }
    }
    piece(Owner.NONE, "");
  }

  /// Gives the line up if something comes again of which the last one counts.
  private void once(boolean again) {
    if (again) {
      piece = null;
    }
  }

  private void piece(Owner owner, String name) {
    if (piece != null) {
      piece = json.learn(piece, from, new Meaning(known, owner, name));
    }
    known.clear();
  }

  private void value(Owner owner, String name) {
    piece(owner, name);
    json.skip();
    from = json.at();
  }

  private void word(Owner owner, String name) {
    if (json.isText()) {
      known.add(new Known(owner, name, EntryReader.orEmpty(json.word())));
    } else {
      value(owner, name);
    }
  }

  private void literal(Owner owner, String name) {
    if (json.isShort() && !json.isText()) {
      known.add(new Known(owner, name, json.raw()));
    } else {
      value(owner, name);
    }
  }

  /// A field that is not looked at: taken for always the same if that is likely.
  private void unread() {
    if (json.isShort()) {
      json.skip();
    } else {
      value(Owner.NONE, "");
    }
  }

  private void message() {
    if (!json.object()) {
      value(Owner.ENTRY, "message");
      return;
    }
    boolean told = false;
    boolean billed = false;
    known.add(new Known(Owner.MESSAGE, "", ""));
    for (String name = json.field(); name != null; name = json.field()) {
      switch (name) {
        case "role" -> word(Owner.MESSAGE, name);
        case "content" -> {
          once(told);
          told = true;
          contents();
        }
        case "usage" -> {
          once(billed);
          billed = true;
          usage();
        }
        case "id", "model", "stop_reason" -> value(Owner.MESSAGE, name);
        default -> unread();
      }
    }
  }

  private void contents() {
    if (!json.array()) {
      value(Owner.MESSAGE, "content");
      return;
    }
    known.add(new Known(Owner.MESSAGE, "content", ""));
    while (json.element()) {
      if (json.object()) {
        part();
      } else {
        value(Owner.NONE, "");
      }
    }
  }

  private void part() {
    known.add(new Known(Owner.PART, "", ""));
    for (String name = json.field(); name != null; name = json.field()) {
      switch (name) {
        case "type" -> word(Owner.PART, name);
        case "text", "thinking", "id", "tool_use_id", "name", "input", "content" ->
            value(Owner.PART, name);
        default -> unread();
      }
    }
  }

  private void usage() {
    if (!json.object()) {
      value(Owner.MESSAGE, "usage");
      return;
    }
    known.add(new Known(Owner.USAGE, "", ""));
    for (String name = json.field(); name != null; name = json.field()) {
      switch (name) {
        case "input_tokens",
            "cache_creation_input_tokens",
            "cache_read_input_tokens",
            "output_tokens",
            "server_tool_use",
            "iterations" ->
            value(Owner.USAGE, name);
        case "speed", "service_tier", "inference_geo" -> word(Owner.USAGE, name);
        case "cache_creation" -> lives();
        default -> unread();
      }
    }
  }

  private void lives() {
    if (!json.object()) {
      value(Owner.USAGE, "cache_creation");
      return;
    }
    for (String name = json.field(); name != null; name = json.field()) {
      value(Owner.LIVES, name);
    }
  }

  private void result() {
    if (!json.object()) {
      value(Owner.ENTRY, "toolUseResult");
      return;
    }
    for (String name = json.field(); name != null; name = json.field()) {
      switch (name) {
        case "agentId", "isAsync", "status" -> value(Owner.RESULT, name);
        default -> unread();
      }
    }
  }
}
