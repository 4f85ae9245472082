package dev.breakeven.importer.openhands;

import dev.breakeven.importer.Input;
import java.util.ArrayList;
import java.util.List;

/// The inputs of one folder.
///
/// @param name the folder; empty for the one at the top
record LogFolder(String name, List<Input> inputs) {
  LogFolder(String name) {
    this(name, new ArrayList<>());
  }

  void add(Input input) {
    inputs.add(input);
  }
}
