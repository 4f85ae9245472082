package dev.breakeven.model.rehearsal;

import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// A conversation as the one who plays reads it: what was asked, which tools were called and what
/// they answered. All a rehearsed model knows comes from here.
///
/// @param task the first user message
/// @param turns how many answers the model has given so far
/// @param deeds the tool calls that have a result, in order
/// @param notes what was said to it after its first answer
record History(String task, int turns, List<Deed> deeds, List<Note> notes) {
  /// Takes immutable copies.
  History {
    deeds = List.copyOf(deeds);
    notes = List.copyOf(notes);
  }

  /// A conversation in which nothing is said after the task.
  History(String task, int turns, List<Deed> deeds) {
    this(task, turns, deeds, List.of());
  }

  /// A text that it was told.
  ///
  /// @param turn the answer after which it came
  record Note(int turn, String text) {}

  /// A tool call and its result.
  ///
  /// @param turn the answer it belongs to, counted from 1
  record Deed(int turn, Content.ToolCall call, Content.ToolResult result) {
    /// An argument, or an empty text where it is missing or no text.
    String argument(String name) {
      return call.input().get(name) instanceof String text ? text : "";
    }

    /// Whether it changes a file through the editor, or tries to.
    boolean edits() {
      return call.tool().equals(WantedCall.EDITOR) && !argument("command").equals("view");
    }

    /// Whether it looks at `path`.
    boolean looksAt(String path) {
      return call.tool().equals(WantedCall.EDITOR)
          ? argument("command").equals("view") && argument("path").equals(path)
          : call.tool().equals(WantedCall.BASH) && argument("command").contains(path);
    }
  }

  /// Reads `messages`, whose calls are in `dialect`.
  static History of(List<Message> messages, Dialect dialect) {
    var task = new StringBuilder();
    var deeds = new ArrayList<Deed>();
    var notes = new ArrayList<Note>();
    var open = new HashMap<String, Content.ToolCall>();
    int turns = 0;
    for (Message message : messages) {
      if (message.speaker() == Message.Speaker.ASSISTANT) {
        turns++;
      }
      for (Content content : message.content()) {
        switch (content) {
          case Content.Text(String text) -> {
            if (turns == 0) {
              task.append(text);
            } else if (message.speaker() == Message.Speaker.USER) {
              notes.add(new Note(turns, text));
            }
          }
          case Content.Thinking _, Content.Opaque _ -> {}
          case Content.ToolCall call -> open.put(call.id(), dialect.heard(call));
          case Content.ToolResult result -> {
            Content.ToolCall call = open.remove(result.call());
            if (call != null) {
              deeds.add(new Deed(turns, call, result));
            }
          }
        }
      }
    }
    return new History(task.toString(), turns, deeds, notes);
  }

  /// What was done in the answer before this one.
  List<Deed> last() {
    return deeds.stream().filter(deed -> deed.turn() == turns).toList();
  }

  /// How often `path` was looked at.
  long looksAt(String path) {
    return deeds.stream().filter(deed -> deed.looksAt(path)).count();
  }

  /// Whether any file was changed through the editor or an executor was sent.
  boolean workBegun() {
    return deeds.stream().anyMatch(d -> d.edits() || d.call().tool().equals(WantedCall.DELEGATE));
  }
}
