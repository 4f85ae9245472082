package dev.breakeven.importer.qwen;

import dev.breakeven.importer.FirstLines;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads Qwen Code's sessions: a trace for each, its sub-agents included.
///
/// Its lines have the names of Claude Code's, but their messages are Gemini's, in parts, and the
/// usage stands beside the message.
public final class QwenCode implements Importer {
  private static final String META = ".meta.json";

  /// A reader of Qwen Code's sessions.
  public QwenCode() {}

  @Override
  public String tool() {
    return "qwen-code";
  }

  /// A message in parts, or a system line with a payload; or what tells of a sub-agent.
  @Override
  public boolean recognises(String name, byte[] head) {
    if (name.endsWith(META)) {
      return FirstLines.document(head).has("parentSessionId");
    }
    if (!name.endsWith(".jsonl")) {
      return false;
    }
    for (JsonNode line : FirstLines.objects(head, 5)) {
      boolean entry = line.path("uuid").isString() && line.path("sessionId").isString();
      JsonNode message = line.path("message");
      if (entry && (message.path("parts").isArray() || line.has("systemPayload"))) {
        return true;
      }
    }
    return false;
  }

  /// The projects' folder: beneath `QWEN_RUNTIME_DIR`, else `QWEN_HOME`, else the user's folder.
  @Override
  public List<Path> places(Map<String, String> environment, Path home) {
    String runtime = environment.getOrDefault("QWEN_RUNTIME_DIR", "");
    String named = environment.getOrDefault("QWEN_HOME", "");
    String first = runtime.isBlank() ? named : runtime;
    return List.of((first.isBlank() ? home.resolve(".qwen") : Path.of(first)).resolve("projects"));
  }

  /// Beside a session in `chats`: the folder of its sub-agents.
  @Override
  public List<Path> companions(Path file) {
    Path chats = file.getParent();
    Path project = chats == null ? null : chats.getParent();
    String name = String.valueOf(file.getFileName());
    return project != null && chats != null && chats.endsWith("chats") && name.endsWith(".jsonl")
        ? List.of(project.resolve("subagents").resolve(name.substring(0, name.length() - 6)))
        : List.of();
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var json = new JsonInputs(health);
    var starts = new HashMap<String, JsonNode>();
    var logs = new ArrayList<Input>();
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      if (input.name().endsWith(META)) {
        json.document(input, (document, _) -> starts.put(stem(input, META), document));
      } else {
        logs.add(input);
      }
    }
    var sessions = new LinkedHashMap<String, QwenSession>();
    var billed = new HashSet<String>();
    for (Input input : FirstLines.byBegin(logs, "timestamp")) {
      String stem = stem(input, ".jsonl");
      JsonNode start = starts.get(stem);
      String parent = parent(input, start);
      String id = parent == null ? session(input) : parent;
      QwenSession session =
          sessions.computeIfAbsent(id, key -> new QwenSession(key, input, health, billed));
      var agent = parent == null ? null : new QwenSession.Start(stem, start);
      session.begin(agent);
      json.lines(input, (line, _) -> session.line(line));
    }
    sessions.values().forEach(session -> session.trace().ifPresent(traces));
    return health.health();
  }

  /// The name up to `ending`, with its folders.
  private static String stem(Input input, String ending) {
    String name = input.name();
    return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
  }

  /// The session that the sub-agent in `input` works for, null if it is no sub-agent's.
  private static @Nullable String parent(Input input, @Nullable JsonNode start) {
    String told = start == null ? null : Values.first(start, "parentSessionId");
    if (told != null) {
      return told;
    }
    String folder = input.folder();
    int at = folder.lastIndexOf("subagents/");
    return at < 0 || !input.file().startsWith("agent-")
        ? null
        : folder.substring(at + "subagents/".length());
  }

  /// A session's file has its name; where lines say another one, it is a branch of that.
  private static String session(Input input) {
    return input.file().replaceFirst("\\.jsonl$", "");
  }
}
