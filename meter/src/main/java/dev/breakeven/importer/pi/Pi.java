package dev.breakeven.importer.pi;

import dev.breakeven.importer.FirstLines;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.trace.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Reads the sessions of pi, of omp, and those that OpenClaw kept as files: a trace for each file.
///
/// A session is a tree of entries, of which all branches were billed. A fork begins with copies of
/// another session's entries: an answer belongs to the session that began first.
public final class Pi implements Importer {
  /// A reader of pi's sessions.
  public Pi() {}

  @Override
  public String tool() {
    return "pi";
  }

  /// The first line is a session's, or a message in an entry.
  @Override
  public boolean recognises(String name, byte[] head) {
    if (!name.endsWith(".jsonl")) {
      return false;
    }
    for (JsonNode line : FirstLines.objects(head, 1)) {
      String type = line.path("type").asString("");
      boolean session = type.equals("session") && line.has("cwd") && line.has("timestamp");
      JsonNode message = line.path("message");
      boolean entry =
          type.equals("message")
              && message.path("role").isString()
              && (message.has("provider") || message.path("timestamp").isNumber());
      return session || entry;
    }
    return false;
  }

  /// The sessions' folders of pi, of omp, and of OpenClaw under its four names.
  @Override
  public List<Path> places(Map<String, String> environment, Path home) {
    String named = environment.getOrDefault("PI_CODING_AGENT_DIR", "");
    var places = new ArrayList<Path>();
    places.add((named.isBlank() ? home.resolve(".pi/agent") : Path.of(named)).resolve("sessions"));
    places.add(home.resolve(".omp/agent/sessions"));
    for (String folder : List.of(".openclaw", ".clawdbot", ".moltbot", ".moldbot")) {
      places.add(home.resolve(folder).resolve("agents"));
    }
    return places;
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var json = new JsonInputs(health);
    var billed = new HashSet<String>();
    for (Input input : FirstLines.byBegin(inputs, "timestamp")) {
      health.count(Count.INPUTS);
      var session = new PiSession(input, health, billed);
      json.lines(input, (line, number) -> session.entry(line));
      session.trace().ifPresent(traces);
    }
    return health.health();
  }
}
