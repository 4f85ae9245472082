package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.JsonLines.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Tells Claude Code's files from those of its kin, whose lines have the same names: other tools
/// write messages of another form, or answers without usage.
final class Recognition {
  /// What was found in the lines so far: nothing, or a line of a kind that the tool writes.
  private boolean known;

  private @Nullable Boolean decided;

  private Recognition() {}

  /// Whether a file that begins with `head` tells which tool call started a sub-agent.
  static boolean isStart(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    return text.contains("\"toolUseId\"") || text.contains("\"agentType\"");
  }

  /// Whether a file that begins with `head` is a transcript: its first message decides; where there
  /// is none yet, that it has a line of another kind that the tool writes.
  static boolean isTranscript(byte[] head, EntryLines lines) {
    var recognition = new Recognition();
    lines.open(new ByteArrayInputStream(head), head.length);
    boolean broken = false;
    try {
      for (Outcome outcome = lines.next(recognition::add);
          outcome != Outcome.END;
          outcome = lines.next(recognition::add)) {
        if (recognition.decided != null) {
          return recognition.decided;
        }
        broken |= outcome == Outcome.CUT || outcome == Outcome.BROKEN;
      }
    } catch (IOException e) {
      throw new IllegalStateException("expected bytes in memory to be readable", e);
    }
    if (recognition.decided != null) {
      return recognition.decided;
    }
    // What is longer than the head, or damaged, does not decide against the lines behind it.
    return recognition.known || (broken && mayBegin(head));
  }

  private void add(Entry entry) {
    switch (entry.kind()) {
      case USER -> decided = said(entry);
      case ASSISTANT -> {
        Entry.Said said = entry.said();
        decided = said(entry) && said != null && said.usage() != null;
      }
      case UNKNOWN -> {}
      case ATTACHMENT, COMPACTION, REQUEST, SHAPE, FORK, FAILURE, IDLE -> known = true;
    }
  }

  private static boolean said(Entry entry) {
    Entry.Said said = entry.said();
    return said != null && !said.parts().isEmpty();
  }

  /// Whether a line that is longer than what is known of it may be a transcript's.
  private static boolean mayBegin(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    return text.contains("\"type\"")
        && (text.contains("\"sessionId\"") || text.contains("\"file-history-snapshot\""))
        && !text.contains("\"parts\":");
  }
}
