package dev.breakeven.importer.openhands;

import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Reads OpenHands' logs: a trace for each folder.
///
/// A completion log holds one request and its answer whole. An event log and a conversation's state
/// hold running sums of usage; what they grew by is a call, without content. Responses are billed
/// once by their ids; where a folder has completion logs, or events beside a state, the sums that
/// carry no ids are not added to them.
public final class OpenHands implements Importer {
  /// A reader of OpenHands' logs.
  public OpenHands() {}

  @Override
  public String tool() {
    return "openhands";
  }

  /// Completion logs hold messages, a response and its cost; the others usage by metrics.
  @Override
  public boolean recognises(String name, byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    if (name.endsWith(".jsonl")) {
      return text.contains("\"kind\"")
          && (text.contains("Event\"") || text.contains("usage_to_metrics"));
    }
    if (!name.endsWith(".json")) {
      return false;
    }
    return isLog(name)
        || name.endsWith("base_state.json")
        || (text.contains("\"latency_sec\"") && text.contains("\"messages\""));
  }

  private static boolean isLog(String name) {
    return name.contains("llm-logs/") || name.contains("logs/completions/");
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var folders = new TreeMap<String, LogFolder>();
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      folders.computeIfAbsent(folder(input), LogFolder::new).add(input);
    }
    Set<String> responses = new HashSet<>();
    var json = new JsonInputs(health);
    folders
        .values()
        .forEach(folder -> {
          Input first = folder.inputs().getFirst();
          var draft = new Draft("openhands", folder.name(), first.name(), health);
          new FolderReader(draft, responses, health, json).tell(folder);
          draft.trace().ifPresent(traces);
        });
    return health.health();
  }

  private static String folder(Input input) {
    String folder = input.folder();
    return folder.endsWith("/events")
        ? folder.substring(0, folder.length() - "/events".length())
        : folder;
  }
}
