package dev.breakeven.importer.claudecode;

import org.jspecify.annotations.Nullable;

/// A message by which the tool tells an agent that a task in the background came to an end.
///
/// @param task the task's id, which for a sub-agent is the sub-agent's
/// @param toolUse the tool call that began it, null if it does not say
record Notification(String task, @Nullable String toolUse) {
  private static final String BEGINNING = "<task-notification>";

  /// The notification that `text` is, null if it is none.
  static @Nullable Notification of(@Nullable String text) {
    if (text == null || !text.startsWith(BEGINNING)) {
      return null;
    }
    String task = between(text, "task-id");
    return new Notification(task == null ? "" : task, between(text, "tool-use-id"));
  }

  private static @Nullable String between(String text, String tag) {
    int from = text.indexOf("<" + tag + ">");
    int to = text.indexOf("</" + tag + ">");
    return from < 0 || to < from ? null : text.substring(from + tag.length() + 2, to).strip();
  }
}
