package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.LineSource;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads Claude Code's transcripts: a trace for each session, its sub-agents included.
///
/// Inputs are grouped by the session id in their first lines; `agent-*.jsonl` belongs to a
/// sub-agent, `agent-*.meta.json` tells who started it. An answer is billed once, however many
/// lines, files and sessions repeat it, and to the session that began first: a copy of a session
/// begins with a line of its own, later than the original's. Memory is bounded by the largest
/// session, plus the ids of all answers.
public final class ClaudeCode implements Importer {
  /// The most bytes a line may have; a longer one is reported as broken.
  static final int LONGEST_LINE = 64 << 20;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final String AGENT = "agent-";
  private static final String LINES = ".jsonl";
  private static final String META = ".meta.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HealthLog health = new HealthLog();
  private final Repeats repeats = new Repeats();
  private final Map<String, String> starters = new LinkedHashMap<>();

  /// A reader of Claude Code's transcripts.
  public ClaudeCode() {}

  @Override
  public String tool() {
    return "claude-code";
  }

  /// A transcript's lines name its session; no other tool's do so in this word.
  @Override
  public boolean recognises(String name, byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    return name.endsWith(META)
        ? text.contains("\"toolUseId\"") || text.contains("\"agentType\"")
        : name.endsWith(LINES) && text.contains("\"sessionId\"") && text.contains("\"type\"");
  }

  /// What was read.
  ///
  /// @param traces one a session that was billed anything, the oldest session first
  /// @param health how well
  public record Reading(List<Trace> traces, Health health) {
    /// Takes an immutable copy.
    public Reading {
      traces = List.copyOf(traces);
    }
  }

  /// One transcript and whose it is.
  private record Transcript(Input input, @Nullable String agent, @Nullable Instant begun) {}

  /// What the first lines of a transcript say.
  private record Head(@Nullable String session, @Nullable String agent, @Nullable Instant begun) {
    Head or(Head later) {
      return new Head(
          session == null ? later.session : session,
          agent == null ? later.agent : agent,
          begun == null ? later.begun : begun);
    }
  }

  /// All traces in `inputs`, and how well they could be read.
  public static Reading read(List<Input> inputs) {
    var traces = new ArrayList<Trace>();
    Health health = new ClaudeCode().read(inputs, traces::add);
    return new Reading(traces, health);
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    return new ClaudeCode().all(inputs, traces);
  }

  private Health all(List<Input> inputs, Consumer<Trace> traces) {
    var sessions = new LinkedHashMap<String, List<Transcript>>();
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      if (input.file().endsWith(META)) {
        meta(input);
        continue;
      }
      Head head = head(input);
      boolean side = input.file().startsWith(AGENT);
      String session = session(input, head, side);
      String agent = side ? agent(input, head) : null;
      sessions
          .computeIfAbsent(session, key -> new ArrayList<>())
          .add(new Transcript(input, agent, head.begun()));
    }
    sessions.entrySet().stream()
        .sorted(Comparator.comparing(session -> begun(session.getValue())))
        .forEach(session -> session(session.getKey(), session.getValue(), traces));
    return health.health();
  }

  /// When the first of `transcripts` began; those that do not say come last, in the given order.
  private static Instant begun(List<Transcript> transcripts) {
    Instant first = Instant.MAX;
    for (Transcript transcript : transcripts) {
      Instant begun = transcript.begun();
      if (begun != null && begun.isBefore(first)) {
        first = begun;
      }
    }
    return first;
  }

  /// The session a transcript belongs to: its file's name where that is an id, because a copy may
  /// begin with lines of the original; else what its lines say.
  private static String session(Input input, Head head, boolean side) {
    String name = input.file();
    String stem = name.endsWith(LINES) ? name.substring(0, name.length() - LINES.length()) : name;
    if (!side && ID.matcher(stem).matches()) {
      return stem;
    }
    return head.session() == null ? input.name() : head.session();
  }

  private static String agent(Input input, Head head) {
    String name = input.file();
    String inName =
        name.endsWith(LINES)
            ? name.substring(AGENT.length(), name.length() - LINES.length())
            : name.substring(AGENT.length());
    return head.agent() == null ? inName : head.agent();
  }

  private void session(String id, List<Transcript> transcripts, Consumer<Trace> traces) {
    var session = new Session(id, repeats, health);
    for (Transcript transcript : transcripts) {
      String agent = transcript.agent();
      if (agent != null) {
        session.expect(agent);
        String starter = starters.get(stem(transcript.input()));
        if (starter != null) {
          session.started(agent, starter);
        }
      }
    }
    for (Transcript transcript : transcripts) {
      if (transcript.agent() == null) {
        lines(transcript.input(), entry -> session.add(entry, null));
      }
    }
    for (Transcript transcript : transcripts) {
      String agent = transcript.agent();
      if (agent != null) {
        lines(transcript.input(), entry -> session.add(entry, agent));
        session.fill(agent);
      }
    }
    session
        .trace()
        .build(Map.of("source", "claude-code", "session", id, "file", named(transcripts).name()))
        .ifPresent(traces);
  }

  /// The session's own transcript, or the first of its sub-agents'.
  private static Input named(List<Transcript> transcripts) {
    return transcripts.stream()
        .filter(transcript -> transcript.agent() == null)
        .findFirst()
        .orElse(transcripts.getFirst())
        .input();
  }

  private void lines(Input input, Consumer<Entry> entries) {
    try (InputStream in = input.source().open()) {
      var lines = new LineSource(in, LONGEST_LINE);
      while (lines.next()) {
        line(input, lines, entries);
      }
    } catch (IOException e) {
      health.count(Count.UNREADABLE);
      health.broken(input.name(), "could not be read: " + e.getMessage());
    }
  }

  private void line(Input input, LineSource lines, Consumer<Entry> entries) {
    if (lines.length() == 0) {
      return;
    }
    health.count(Count.LINES);
    String where = input.name() + ":" + lines.number();
    if (lines.tooLong()) {
      health.broken(
          where, "expected a line of at most " + LONGEST_LINE + " bytes, got a longer one");
      return;
    }
    Entry entry;
    try {
      entry = EntryReader.read(lines.bytes(), lines.offset(), lines.length());
    } catch (JacksonException e) {
      if (lines.ended()) {
        health.broken(where, "expected a line of JSON, got " + reason(e));
      } else {
        health.count(Count.CUT);
      }
      return;
    } catch (IllegalArgumentException e) {
      health.broken(where, String.valueOf(e.getMessage()));
      return;
    }
    entries.accept(entry);
  }

  /// What the parser says, without where it keeps its input.
  private static String reason(JacksonException e) {
    String message = e.getOriginalMessage();
    int end = message.indexOf(" (start marker");
    return end < 0 ? message : message.substring(0, end);
  }

  /// What the first lines say that say anything.
  private static Head head(Input input) {
    var head = new Head(null, null, null);
    try (InputStream in = input.source().open()) {
      var lines = new LineSource(in, LONGEST_LINE);
      while ((head.session() == null || head.begun() == null) && lines.next()) {
        head = head.or(head(lines));
      }
      return head;
    } catch (IOException e) {
      return head; // reported when the lines themselves are read
    }
  }

  private static Head head(LineSource lines) {
    try {
      Entry entry = EntryReader.read(lines.bytes(), lines.offset(), lines.length());
      return new Head(entry.place().session(), entry.place().agent(), entry.time());
    } catch (JacksonException | IllegalArgumentException e) {
      return new Head(null, null, null); // reported when the lines themselves are read
    }
  }

  private void meta(Input input) {
    try (InputStream in = input.source().open()) {
      JsonNode json = JSON.readTree(in);
      String toolUse = json.path("toolUseId").asString("");
      if (!toolUse.isEmpty()) {
        starters.put(stem(input), toolUse);
      }
    } catch (IOException | JacksonException e) {
      health.broken(input.name(), "expected a JSON object, got " + e.getMessage());
    }
  }

  /// The name without what comes behind the agent's.
  private static String stem(Input input) {
    String name = input.name();
    String ending = name.endsWith(META) ? META : LINES;
    return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
  }
}
