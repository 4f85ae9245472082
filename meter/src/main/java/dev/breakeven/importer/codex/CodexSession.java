package dev.breakeven.importer.codex;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the threads of one session share: items by id, and which tool call spawned which thread.
final class CodexSession {
  final Draft draft;
  final HealthLog health;
  final UsageLines.Seen seen;

  /// The block of each item that has an id: a forked thread repeats items, which are the same.
  final Map<String, Integer> items = new HashMap<>();

  /// The tool call by its id.
  final Map<String, Spawn> calls = new HashMap<>();

  /// The tool call that spawned a thread, by the thread's id.
  final Map<String, Spawn> spawned = new HashMap<>();

  private final String root;
  private @Nullable String folder;
  private @Nullable String version;

  /// A tool call.
  ///
  /// @param thread the thread that called
  record Spawn(String thread, int block, String tool) {}

  CodexSession(Draft draft, String root, UsageLines.Seen seen, HealthLog health) {
    this.draft = draft;
    this.root = root;
    this.seen = seen;
    this.health = health;
  }

  /// The newest version of the tool that its lines tell, null if none does.
  @Nullable String version() {
    return version;
  }

  /// Takes in a version of the tool.
  void by(@Nullable String named) {
    version = named == null || named.isBlank() ? version : named;
  }

  /// The folder it worked in, null if none of its lines says.
  @Nullable String folder() {
    return folder;
  }

  /// A line says that it worked in `named`; the first that says something counts.
  void in(@Nullable String named) {
    folder = folder == null ? named : folder;
  }

  /// Begins to read `thread`; those that spawned it were read before. A second rollout of a thread
  /// that was read begins its conversation anew.
  Rollout rollout(CodexThread thread) {
    Dialogue dialogue = draft.dialogue(name(thread.id()));
    dialogue.cut(0);
    String parent = thread.parent();
    if (parent != null) {
      Spawn spawn = spawned.get(thread.id());
      dialogue.under(draft.dialogue(name(parent)), spawn == null ? null : spawn.block());
    } else if (thread.helper()) {
      health.count(Count.UNLINKED);
    }
    return new Rollout(thread, dialogue, this);
  }

  private String name(String thread) {
    return thread.equals(root) ? Draft.MAIN : thread;
  }
}
