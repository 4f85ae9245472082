package dev.breakeven.importer;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A trace while an importer puts it together: blocks, [Dialogue]s and their calls. For one thread.
public final class Draft {
  /// The id of the first agent.
  public static final String MAIN = "main";

  private final Map<String, String> labels = new LinkedHashMap<>();
  private final HealthLog health;
  private final List<Block> blocks = new ArrayList<>();
  private final Map<String, Dialogue> dialogues = new LinkedHashMap<>();
  private final List<Call> calls = new ArrayList<>();

  /// A trace without calls.
  ///
  /// @param source the tool's name
  /// @param session the tool's id of it
  /// @param file the name of the input it began in
  public Draft(String source, String session, String file, HealthLog health) {
    labels.put("source", source);
    labels.put("session", session);
    labels.put("file", file);
    this.health = health;
  }

  /// Adds a label, unless there is nothing to say.
  public void label(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      labels.put(name, value);
    }
  }

  /// The conversation `id`, begun if there is none yet.
  public Dialogue dialogue(String id) {
    return dialogues.computeIfAbsent(id, key -> new Dialogue(key, this));
  }

  /// Whether the conversation `id` was begun.
  public boolean has(String id) {
    return dialogues.containsKey(id);
  }

  /// Adds a block; returns its id.
  public int block(Origin origin, String agent, @Nullable String tool, @Nullable String text) {
    int id = blocks.size();
    blocks.add(new Block(id, origin, agent, tool, text, null));
    return id;
  }

  /// The block `id`.
  public Block at(int id) {
    return blocks.get(id);
  }

  /// Makes the block `id` one of `origin`, which came out later.
  public void turnInto(int id, Origin origin) {
    Block block = blocks.get(id);
    blocks.set(
        id, new Block(id, origin, block.agent(), block.tool(), block.text(), block.tokens()));
  }

  void add(Call call) {
    health.count(Count.CALLS);
    if (call.answer().usage().counts().isEmpty()) {
      health.count(Count.MISSING_USAGE);
    }
    calls.add(call);
  }

  /// The trace, empty if it has no calls.
  public Optional<Trace> trace() {
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    calls.sort(Comparator.comparing(call -> call.timing().start()));
    var agents = new LinkedHashMap<String, Agent>();
    for (Dialogue dialogue : List.copyOf(dialogues.values())) {
      add(dialogue, agents, new HashSet<>());
    }
    return Optional.of(
        new Trace(labels, List.copyOf(agents.values()), blocks(agents.keySet()), calls, Map.of()));
  }

  /// The blocks of `agents`, and those that their calls share with a conversation that has none.
  private List<Block> blocks(Set<String> agents) {
    var users = new HashMap<Integer, String>();
    for (Call call : calls) {
      for (int id : call.prompt().added()) {
        users.putIfAbsent(id, call.agent());
      }
    }
    var kept = new ArrayList<Block>();
    for (Block block : blocks) {
      String agent = agents.contains(block.agent()) ? block.agent() : users.get(block.id());
      if (agent != null) {
        kept.add(
            new Block(
                block.id(), block.origin(), agent, block.tool(), block.text(), block.tokens()));
      }
    }
    return kept;
  }

  /// Adds the agents of `dialogue`, those of its parent first.
  private void add(Dialogue dialogue, Map<String, Agent> agents, Set<Dialogue> under) {
    if (agents.containsKey(dialogue.id) || dialogue.agents().isEmpty() || !under.add(dialogue)) {
      return;
    }
    Dialogue parent = dialogue.parent();
    if (parent != null) {
      add(parent, agents, under);
    }
    String above = parent != null && agents.containsKey(parent.id) ? parent.id : null;
    Integer instruction = above == null ? null : dialogue.instruction();
    Role role = role(dialogue);
    if (role == Role.EXECUTOR && instruction == null) {
      health.count(Count.UNLINKED);
    }
    dialogue
        .agents()
        .forEach((id, model) -> agents.put(id, new Agent(id, role, model, above, instruction)));
  }

  private Role role(Dialogue dialogue) {
    Role told = dialogue.role();
    if (told != null) {
      return told;
    }
    if (dialogue.delegated()) {
      return Role.EXECUTOR;
    }
    boolean delegates =
        dialogues.values().stream()
            .anyMatch(other -> other.delegated() && dialogue.equals(other.parent()));
    return delegates ? Role.ORCHESTRATOR : Role.SOLO;
  }
}
