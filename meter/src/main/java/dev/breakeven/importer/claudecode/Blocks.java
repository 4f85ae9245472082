package dev.breakeven.importer.claudecode;

import dev.breakeven.trace.Block;
import dev.breakeven.trace.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The blocks of a session, numbered from 0 in the order in which they were read.
final class Blocks {
  private final List<Block> all = new ArrayList<>();

  int add(Origin origin, String agent, @Nullable String tool, @Nullable String text) {
    int id = all.size();
    all.add(new Block(id, origin, agent, tool, text, null));
    return id;
  }

  Block at(int id) {
    return all.get(id);
  }

  /// Those of the agents in `agents`.
  List<Block> of(Set<String> agents) {
    return all.stream().filter(block -> agents.contains(block.agent())).toList();
  }
}
