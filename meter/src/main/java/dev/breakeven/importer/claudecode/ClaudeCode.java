package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Parallel;
import dev.breakeven.json.JsonTree;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads Claude Code's transcripts: a trace for each session, its sub-agents included.
///
/// Inputs are grouped by the session id in their first lines; `agent-*.jsonl` belongs to a
/// sub-agent, `agent-*.meta.json` tells who started it. An answer is billed once, however many
/// lines, files and sessions repeat it, and to the session that began first: a copy of a session
/// begins with a line of its own, later than the original's. Sessions are read several at once, and
/// handed on in the order in which they began. Memory is bounded by the largest few sessions, plus
/// the ids of all answers.
public final class ClaudeCode implements Importer {
  private static final String META = ".meta.json";

  private final Contents contents;

  /// Readers that are not in use.
  private final Queue<EntryLines> spare = new ConcurrentLinkedQueue<>();

  /// A reader of Claude Code's transcripts.
  ///
  /// @param contents what to keep of the blocks' contents
  public ClaudeCode(Contents contents) {
    this.contents = contents;
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

  /// All traces in `inputs`, texts kept, and how well they could be read.
  public static Reading read(List<Input> inputs) {
    var traces = new ArrayList<Trace>();
    Health health = new ClaudeCode(Contents.KEPT).read(inputs, traces::add);
    return new Reading(traces, health);
  }

  @Override
  public String tool() {
    return "claude-code";
  }

  @Override
  public boolean recognises(String name, byte[] head) {
    return name.endsWith(META)
        ? Recognition.isStart(head)
        : name.endsWith(Transcript.LINES) && with(lines -> Recognition.isTranscript(head, lines));
  }

  /// The folders of settings that the environment names, several with commas between them; each may
  /// be the folder of projects itself.
  @Override
  public List<Path> places(Map<String, String> environment, Path home) {
    String named = environment.getOrDefault("CLAUDE_CONFIG_DIR", "");
    if (named.isBlank()) {
      return List.of(home.resolve(".claude/projects"), home.resolve(".config/claude/projects"));
    }
    return Arrays.stream(named.split(",", -1))
        .map(String::strip)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> projects(folder, home))
        .distinct()
        .toList();
  }

  private static Path projects(String folder, Path home) {
    Path path =
        folder.equals("~") || folder.startsWith("~/")
            ? home.resolve(folder.substring(Math.min(2, folder.length())))
            : Path.of(folder);
    return path.endsWith("projects") ? path : path.resolve("projects");
  }

  /// The files of a session's sub-agents, in a folder of its name since version 2.1.
  @Override
  public List<Path> companions(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(Transcript.LINES)
        ? List.of(file.resolveSibling(name.substring(0, name.length() - Transcript.LINES.length())))
        : List.of();
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    return read(inputs, trace -> trace, traces);
  }

  @Override
  public <T> Health read(List<Input> inputs, Function<Trace, T> work, Consumer<T> taker) {
    var transcripts = new ArrayList<Transcript>();
    try (var parallel = new Parallel()) {
      parallel.map(
          inputs.stream().filter(input -> !isStart(input)).toList(),
          this::open,
          (input, transcript) -> transcripts.add(transcript));
    }
    List<Input> starts = inputs.stream().filter(ClaudeCode::isStart).toList();
    return new Run<>(work).all(transcripts, starts, taker);
  }

  /// Whether `input` tells which tool call started a sub-agent.
  private static boolean isStart(Input input) {
    return input.file().endsWith(META);
  }

  /// Opens a transcript to see whose it is. What is wrong with it is told when it is read.
  private Transcript open(Input input) {
    try (InputStream in = input.source().open()) {
      return with(lines -> Transcript.of(input, in, lines));
    } catch (IOException e) {
      return with(lines -> Transcript.of(input, InputStream.nullInputStream(), lines));
    }
  }

  private <R> R with(Function<EntryLines, R> reading) {
    EntryLines lines = spare.poll();
    EntryLines used = lines == null ? new EntryLines(contents) : lines;
    R result = reading.apply(used);
    spare.add(used);
    return result;
  }

  /// A session's inputs, and its place among all.
  private record Group(String session, int rank, List<Transcript> transcripts) {}

  /// What came of a session.
  private record Read<T>(Optional<T> result, HealthLog health) {}

  /// One reading.
  private final class Run<T> {
    private final Function<Trace, T> work;
    private final HealthLog health = new HealthLog();
    private final Claims claims = new Claims();
    private final Map<String, String> starters = new LinkedHashMap<>();

    Run(Function<Trace, T> work) {
      this.work = work;
    }

    Health all(List<Transcript> transcripts, List<Input> starts, Consumer<T> taker) {
      transcripts.forEach(_ -> health.count(Count.INPUTS));
      for (Input start : starts) {
        health.count(Count.INPUTS);
        start(start);
      }
      try (var parallel = new Parallel()) {
        parallel.map(
            groups(transcripts),
            group -> with(lines -> session(group, lines)),
            new Delivery(taker));
      }
      return health.health();
    }

    /// Takes what came of each session, in order.
    private final class Delivery implements Parallel.Taker<Group, Read<T>> {
      private final Consumer<T> taker;

      Delivery(Consumer<T> taker) {
        this.taker = taker;
      }

      @Override
      public void take(Group group, Read<T> read) {
        Read<T> last = claims.isSpoiled(group.rank()) ? with(lines -> session(group, lines)) : read;
        health.add(last.health());
        last.result().ifPresent(taker);
      }
    }

    private Read<T> session(Group group, EntryLines lines) {
      var log = new HealthLog();
      var session = new ClaudeSession(new Repeats(claims, group.rank()), log, contents);
      for (Transcript transcript : group.transcripts()) {
        String agent = transcript.agent();
        if (agent != null) {
          session.expect(agent);
          String starter = starters.get(stem(transcript.input()));
          if (starter != null) {
            session.started(agent, starter);
          }
        }
      }
      for (Transcript transcript : group.transcripts()) {
        if (transcript.agent() == null) {
          transcript.read(lines, entry -> session.add(entry, null), log);
        }
      }
      for (Transcript transcript : group.transcripts()) {
        String agent = transcript.agent();
        if (agent != null) {
          transcript.read(lines, entry -> session.add(entry, agent), log);
          session.fill(agent);
        }
      }
      return new Read<>(session.trace(labels(group, session.about())).map(work), log);
    }

    private void start(Input input) {
      try (InputStream in = input.source().open()) {
        JsonNode json = JsonTree.of(in);
        String toolUse = json.path("toolUseId").asString("");
        if (!toolUse.isEmpty()) {
          starters.put(stem(input), toolUse);
        }
      } catch (IOException | JacksonException e) {
        health.broken(input.name(), "expected a JSON object, got " + e.getMessage());
      }
    }
  }

  /// The transcripts by session, the session that began first first; those that do not say when
  /// come last, in the given order.
  private static List<Group> groups(List<Transcript> transcripts) {
    var sessions = new LinkedHashMap<String, List<Transcript>>();
    for (Transcript transcript : transcripts) {
      sessions.computeIfAbsent(transcript.session(), key -> new ArrayList<>()).add(transcript);
    }
    var inOrder = new ArrayList<>(sessions.values());
    inOrder.sort((one, other) -> begun(one).compareTo(begun(other)));
    var groups = new ArrayList<Group>(inOrder.size());
    for (List<Transcript> session : inOrder) {
      groups.add(new Group(session.getFirst().session(), groups.size(), session));
    }
    return groups;
  }

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

  private Map<String, String> labels(Group group, Entry.About about) {
    var labels = new LinkedHashMap<String, String>();
    labels.put("source", tool());
    labels.put("session", group.session());
    labels.put("file", named(group.transcripts()).name());
    put(labels, "project", about.project());
    put(labels, "version", about.version());
    put(labels, "title", about.title());
    return labels;
  }

  private static void put(Map<String, String> labels, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      labels.put(name, value);
    }
  }

  /// The session's own transcript, or the first of its sub-agents'.
  private static Input named(List<Transcript> transcripts) {
    for (Transcript transcript : transcripts) {
      if (transcript.agent() == null) {
        return transcript.input();
      }
    }
    return transcripts.getFirst().input();
  }

  /// The name without what comes behind the agent's.
  private static String stem(Input input) {
    String name = input.name();
    String ending = name.endsWith(META) ? META : Transcript.LINES;
    return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
  }
}
