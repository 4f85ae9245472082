package dev.breakeven.importer.atif;

import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Reads trajectories in the ATIF format, up to version 1.7: a trace for each that no other names
/// as a sub-agent's or as its continuation.
///
/// Steps marked as copied context stand in prompts and are billed where they come from. Never used:
/// `final_metrics`, which may include sub-agents and earlier parts.
public final class Atif implements Importer {
  /// A reader of such trajectories.
  public Atif() {}

  @Override
  public String tool() {
    return "atif";
  }

  /// A trajectory says which version of the format it has.
  @Override
  public boolean recognises(String name, byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    return name.endsWith(".json") && text.contains("\"ATIF-v");
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var json = new JsonInputs(health);
    var found = new LinkedHashMap<String, Trajectory>();
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      json.document(
          input, (document, number) -> found.put(input.name(), Trajectory.of(document, input)));
    }
    var library = new TrajectoryIndex(new ArrayList<>(found.values()));
    Set<JsonNode> told = Collections.newSetFromMap(new IdentityHashMap<>());
    var order = new ArrayList<>(library.roots());
    order.addAll(library.all());
    for (Trajectory trajectory : order) {
      if (!told.contains(trajectory.json())) {
        new TrajectoryReader(library, told, health, json).tell(trajectory).ifPresent(traces);
      }
    }
    return health.health();
  }
}
