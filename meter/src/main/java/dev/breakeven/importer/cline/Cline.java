package dev.breakeven.importer.cline;

import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads Cline's sessions: a trace for each, its sub-agents included.
///
/// A session is a manifest, the messages of its lead and of each sub-agent, and the messages as a
/// compaction left them. A fork begins with copies of another session's messages, under the same
/// ids: an answer belongs to the session that began first.
public final class Cline implements Importer {
  private static final Pattern MANIFEST = Pattern.compile("\"session_id\"\\s*:");
  private static final Pattern SESSION = Pattern.compile("\"sessionId\"\\s*:");

  /// A reader of Cline's sessions.
  public Cline() {}

  @Override
  public String tool() {
    return "cline";
  }

  /// Messages say whose they are, by name; a manifest says where they are.
  @Override
  public boolean recognises(String name, byte[] head) {
    if (!name.endsWith(".json")) {
      return false;
    }
    String text = new String(head, StandardCharsets.UTF_8);
    if (name.endsWith(".messages.json") || name.endsWith(".compaction.json")) {
      return SESSION.matcher(text).find() && text.contains("\"messages\"");
    }
    return MANIFEST.matcher(text).find()
        && text.contains("\"messages_path\"")
        && text.contains("\"started_at\"");
  }

  @Override
  public List<Path> places(Map<String, String> environment, Path home) {
    String sessions = environment.getOrDefault("CLINE_SESSION_DATA_DIR", "");
    String data = environment.getOrDefault("CLINE_DATA_DIR", "");
    String cline = environment.getOrDefault("CLINE_DIR", "");
    Path root = cline.isBlank() ? home.resolve(".cline") : Path.of(cline);
    Path within = data.isBlank() ? root.resolve("data") : Path.of(data);
    return List.of(sessions.isBlank() ? within.resolve("sessions") : Path.of(sessions));
  }

  /// Beside messages: the session's other files.
  @Override
  public List<Path> companions(Path file) {
    Path folder = file.getParent();
    return folder != null && file.toString().endsWith(".messages.json")
        ? List.of(folder)
        : List.of();
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var json = new JsonInputs(health);
    var sessions = new LinkedHashMap<String, ClineSession>();
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      json.document(input, (document, number) -> take(document, input, sessions, health));
    }
    var billed = new HashSet<String>();
    var told = new ArrayList<>(sessions.values());
    told.sort(ClineSession.ORDER);
    for (ClineSession session : told) {
      json.take(session.id(), () -> session.trace(billed).ifPresent(traces));
    }
    return health.health();
  }

  private static void take(
      JsonNode document, Input input, Map<String, ClineSession> sessions, HealthLog health) {
    String own = Values.first(document, "sessionId", "session_id");
    if (own == null) {
      throw new IllegalArgumentException(
          "expected a session with an id, got " + JsonInputs.shorten(document));
    }
    int agents = own.indexOf("__");
    String root = agents < 0 ? own : own.substring(0, agents);
    ClineSession session =
        sessions.computeIfAbsent(root, id -> new ClineSession(id, input, health));
    if (!document.path("messages").isArray()) {
      session.manifest(document);
    } else if (input.name().endsWith(".compaction.json")) {
      session.compacted(document);
    } else {
      session.messages(own, document);
    }
  }
}
