package dev.breakeven.importer.codex;

import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Reads Codex's rollouts: a trace for each root thread, the threads it spawned included.
///
/// A rollout is one thread. Newer ones name each response by its id, which is billed once over all
/// inputs. All repeat running totals, of which the growth counts where no record tells of it; what
/// a thread has in common with the one whose history it began with is a copy.
public final class Codex implements Importer {
  private static final String NAME = "rollout-";

  /// A reader of Codex's rollouts.
  public Codex() {}

  @Override
  public String tool() {
    return "codex";
  }

  @Override
  public List<Path> places(Map<String, String> environment, Path home) {
    String named = environment.getOrDefault("CODEX_HOME", "");
    Path folder = named.isBlank() ? home.resolve(".codex") : Path.of(named);
    return List.of(folder.resolve("sessions"), folder.resolve("archived_sessions"));
  }

  /// A rollout begins with a line of type `session_meta`.
  @Override
  public boolean recognises(String name, byte[] head) {
    if (!name.endsWith(".jsonl")) {
      return false;
    }
    boolean named = name.substring(name.lastIndexOf('/') + 1).startsWith(NAME);
    String text = new String(head, StandardCharsets.UTF_8);
    return text.contains("\"session_meta\"") || (named && text.contains("\"timestamp\""));
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var threads = new LinkedHashMap<String, List<CodexThread>>();
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      CodexThread thread = CodexThread.of(input);
      threads.computeIfAbsent(thread.id(), key -> new ArrayList<>()).add(thread);
    }
    var sessions = new LinkedHashMap<String, List<CodexThread>>();
    for (CodexThread thread : ordered(threads)) {
      sessions.computeIfAbsent(root(thread, threads), key -> new ArrayList<>()).add(thread);
    }
    var seen = new UsageLines.Seen(threads.keySet());
    sessions.forEach((root, members) -> session(root, members, seen, health, traces));
    return health.health();
  }

  /// All threads by their begin, but each behind the one whose history it began with.
  private static List<CodexThread> ordered(Map<String, List<CodexThread>> threads) {
    var ordered = new LinkedHashSet<CodexThread>();
    threads.values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(CodexThread::begun))
        .forEach(thread -> {
          var line = new ArrayDeque<CodexThread>();
          var passed = new HashSet<CodexThread>();
          CodexThread at = thread;
          while (at != null && passed.add(at)) {
            line.push(at);
            List<CodexThread> above = at.origin() == null ? null : threads.get(at.origin());
            at = above == null ? null : above.getFirst();
          }
          ordered.addAll(line);
        });
    return List.copyOf(ordered);
  }

  /// The id of the thread at the top of those that spawned `thread`.
  private static String root(CodexThread thread, Map<String, List<CodexThread>> threads) {
    var passed = new HashSet<String>();
    CodexThread at = thread;
    while (at.parent() != null && passed.add(at.id())) {
      List<CodexThread> above = threads.get(at.parent());
      if (above == null) {
        return at.root() == null ? at.parent() : at.root();
      }
      at = above.getFirst();
    }
    return at.id();
  }

  private static void session(
      String root,
      List<CodexThread> threads,
      UsageLines.Seen seen,
      HealthLog health,
      Consumer<Trace> traces) {
    CodexThread first = threads.getFirst();
    var draft = new Draft("codex", root, first.input().name(), health);
    var session = new CodexSession(draft, root, seen, health);
    var lines = new JsonInputs(health);
    for (CodexThread thread : threads) {
      Rollout rollout = session.rollout(thread);
      lines.lines(thread.input(), (line, number) -> rollout.line(line));
      rollout.end();
    }
    draft.label("project", session.folder());
    draft.label("version", session.version());
    draft.trace().ifPresent(traces);
  }
}
