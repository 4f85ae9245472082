package dev.breakeven.task;

import java.util.List;
import java.util.Map;

/// Faults and the texts they make.
///
/// @param faults ordered by file, in a file from top to bottom
/// @param texts the text of each file with all its faults
record Injected(List<Fault> faults, Map<String, String> texts) {
  /// Takes immutable copies.
  Injected {
    faults = List.copyOf(faults);
    texts = Map.copyOf(texts);
  }
}
