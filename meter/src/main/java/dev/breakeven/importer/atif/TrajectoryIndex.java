package dev.breakeven.importer.atif;

import dev.breakeven.importer.Values;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// All trajectories of one reading, and how they name each other.
///
/// @param all those that are documents of their own
record TrajectoryIndex(List<Trajectory> all) {

  /// Those that no other names.
  List<Trajectory> roots() {
    Set<JsonNode> named = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Trajectory trajectory : all) {
      next(trajectory).ifPresent(next -> named.add(next.json()));
      for (JsonNode reference : trajectory.references()) {
        find(reference, trajectory).ifPresent(child -> named.add(child.json()));
      }
    }
    return all.stream().filter(trajectory -> !named.contains(trajectory.json())).toList();
  }

  /// The document in which `trajectory` goes on.
  Optional<Trajectory> next(Trajectory trajectory) {
    String path = trajectory.continued();
    return path == null
        ? Optional.empty()
        : all.stream()
            .filter(other -> !isSame(other, trajectory) && other.isAt(path, trajectory))
            .findFirst();
  }

  /// The trajectory that `reference`, made in `from`, means: embedded or a document, by its id;
  /// else by its path, unless that file is another's by its id.
  Optional<Trajectory> find(JsonNode reference, Trajectory from) {
    String id = Values.first(reference, "trajectory_id", "session_id");
    for (Trajectory embedded : from.embedded()) {
      if (id != null && id.equals(embedded.id())) {
        return Optional.of(embedded);
      }
    }
    String path = Values.first(reference, "trajectory_path");
    return all.stream()
        .filter(other -> !isSame(other, from))
        .filter(other -> id == null || id.equals(other.id()))
        .filter(other -> path == null ? id != null : id != null || other.isAt(path, from))
        .findFirst();
  }

  private static boolean isSame(Trajectory one, Trajectory other) {
    return one.input().name().equals(other.input().name());
  }
}
