package dev.breakeven.importer.atif;

import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One trajectory: a document, or one embedded in another.
record Trajectory(JsonNode json, Input input) {

  /// The trajectory in `json`.
  ///
  /// @throws IllegalArgumentException if it is none
  static Trajectory of(JsonNode json, Input input) {
    boolean versioned = json.path("schema_version").asString("").startsWith("ATIF-v1.");
    if (!versioned || !json.path("steps").isArray()) {
      throw new IllegalArgumentException(
          "expected a trajectory of ATIF-v1 with steps, got " + JsonInputs.shorten(json));
    }
    return new Trajectory(json, input);
  }

  /// Its own id since version 1.7, before that its session's; null for none.
  @Nullable String id() {
    return Values.first(json, "trajectory_id", "session_id");
  }

  /// What an export of ours says of its agent: `agent`, its id, `role` and `parent`.
  JsonNode own() {
    return json.path("agent").path("extra").path("breakeven");
  }

  /// The name of the file in which it goes on; null for none.
  @Nullable String continued() {
    return Values.first(json, "continued_trajectory_ref");
  }

  /// Whether `path`, as a trajectory of this folder's `from` names it, is this one's file: by its
  /// name, or by what `from` itself is called before `trajectory`.
  boolean isAt(String path, Trajectory from) {
    if (!input.folder().equals(from.input.folder())) {
      return false;
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    String own = from.input.file();
    int stem = own.indexOf("trajectory");
    return input.file().equals(name)
        || (stem > 0 && input.file().equals(own.substring(0, stem) + name));
  }

  /// All references to sub-agents, of all steps.
  List<JsonNode> references() {
    var references = new ArrayList<JsonNode>();
    for (JsonNode step : json.path("steps")) {
      for (JsonNode result : step.path("observation").path("results")) {
        result.path("subagent_trajectory_ref").forEach(references::add);
      }
    }
    return references;
  }

  /// The trajectories embedded in this one.
  List<Trajectory> embedded() {
    var embedded = new ArrayList<Trajectory>();
    json.path("subagent_trajectories").forEach(child -> embedded.add(new Trajectory(child, input)));
    return embedded;
  }
}
