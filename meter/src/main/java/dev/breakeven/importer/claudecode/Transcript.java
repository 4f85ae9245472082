package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One transcript, and whose it is.
///
/// @param input its bytes
/// @param session the session it belongs to
/// @param agent the sub-agent it belongs to, null if it is the session's own
/// @param begun when its first line with a time was written, null if none has one
record Transcript(Input input, String session, @Nullable String agent, @Nullable Instant begun) {
  static final String AGENT = "agent-";
  static final String LINES = ".jsonl";

  /// The form of a session's id; x stands for a hexadecimal digit.
  private static final String ID = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  /// How much of a transcript is read to learn whose it is: its first lines, as a rule.
  private static final int HEAD = 16 << 10;

  private static final int STEP = 512 << 10;

  /// The transcript in `input`; what is not in its name is looked for in its first lines.
  ///
  /// @param stream its bytes
  static Transcript of(Input input, InputStream stream, EntryLines lines) {
    String name = input.file();
    String stem = name.endsWith(LINES) ? name.substring(0, name.length() - LINES.length()) : name;
    boolean side = name.startsWith(AGENT);
    var head = Head.of(stream, lines);
    String session =
        !side && isId(stem)
            ? stem // because a copy may begin with lines of the original
            : head.session == null ? input.name() : head.session;
    String agent = !side ? null : head.agent == null ? stem.substring(AGENT.length()) : head.agent;
    return new Transcript(input, session, agent, head.begun);
  }

  private static boolean isId(String text) {
    boolean is = text.length() == ID.length();
    for (int i = 0; is && i < ID.length(); i++) {
      char found = text.charAt(i);
      is =
          ID.charAt(i) == 'x'
              ? (found >= '0' && found <= '9') || (found >= 'a' && found <= 'f')
              : found == '-';
    }
    return is;
  }

  /// What the first lines say that say anything.
  private static final class Head {
    private @Nullable String session;
    private @Nullable String agent;
    private @Nullable Instant begun;

    static Head of(InputStream stream, EntryLines lines) {
      var head = new Head();
      lines.open(stream, HEAD);
      try {
        var outcome = JsonLines.Outcome.READ;
        while ((head.session == null || head.begun == null) && outcome != JsonLines.Outcome.END) {
          outcome = lines.next(head::add);
        }
      } catch (IOException e) {
        // reported when the lines themselves are read
      }
      return head;
    }

    private void add(Entry entry) {
      session = session == null ? entry.place().session() : session;
      agent = agent == null ? entry.place().agent() : agent;
      begun = begun == null ? entry.time() : begun;
    }
  }

  /// Hands every line that can be read to `entries`, and notes in `health` how it went.
  void read(EntryLines lines, Consumer<Entry> entries, HealthLog health) {
    try (InputStream in = input.source().open()) {
      lines.open(in, STEP);
      while (true) {
        switch (lines.next(entries)) {
          case END -> {
            return;
          }
          case READ -> health.count(Count.LINES);
          case CUT -> {
            health.count(Count.LINES);
            health.count(Count.CUT);
          }
          case BROKEN -> {
            health.count(Count.LINES);
            health.broken(input.name() + ":" + lines.number(), lines.reason());
          }
        }
      }
    } catch (IOException e) {
      health.count(Count.UNREADABLE);
      health.broken(input.name(), "could not be read: " + e.getMessage());
    }
  }
}
