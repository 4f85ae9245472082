package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.Contents;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The blocks of a session, numbered from 0 in the order in which they were read.
final class Blocks {
  private final List<Block> all = new ArrayList<>(256);
  private final Contents contents;
  private boolean instructs;

  /// Blocks with their texts, or only with the lengths of those.
  Blocks(Contents contents) {
    this.contents = contents;
  }

  /// Adds what the log does not hold.
  int unseen(String agent) {
    return add(Origin.UNSEEN, agent, null, null, 0);
  }

  /// Adds `text`.
  int add(Origin origin, String agent, @Nullable String tool, String text) {
    return add(origin, agent, tool, text, 0);
  }

  /// Adds what `part` says.
  int add(Origin origin, String agent, @Nullable String tool, Entry.Part part) {
    return add(origin, agent, tool, part.text(), part.length());
  }

  private int add(
      Origin origin, String agent, @Nullable String tool, @Nullable String text, int length) {
    int id = all.size();
    instructs |= origin == Origin.INSTRUCTION;
    int size = text == null ? length : text.length();
    String kept = contents == Contents.KEPT ? text : null;
    all.add(new Block(id, origin, agent, tool, kept, null, size == 0 ? null : size));
    return id;
  }

  Block at(int id) {
    return all.get(id);
  }

  /// Whether there are instructions among them.
  boolean instructs() {
    return instructs;
  }

  /// Those of the agents in `agents`, of which each has many in a row.
  List<Block> of(Set<String> agents) {
    var some = new ArrayList<Block>(all.size());
    String last = null;
    boolean wanted = false;
    for (int i = 0; i < all.size(); i++) {
      Block block = all.get(i);
      if (!block.agent().equals(last)) {
        last = block.agent();
        wanted = agents.contains(last);
      }
      if (wanted) {
        some.add(block);
      }
    }
    return some;
  }
}
