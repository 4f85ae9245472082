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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A trace while an importer puts it together: blocks, [Dialogue]s and their calls. For one thread.
public final class Draft {
  /// The id of the first agent.
  public static final String MAIN = "main";

  private final Map<String, String> labels = new LinkedHashMap<>();
  private final HealthLog health;
  private final @Nullable Contents contents;
  private final List<Block> blocks = new ArrayList<>();
  private final Map<String, Dialogue> dialogues = new LinkedHashMap<>();
  private final List<Supplier<List<Call>>> calls = new ArrayList<>();
  private final Map<String, Agent> unlogged = new LinkedHashMap<>();

  /// A trace without calls.
  ///
  /// @param source the tool's name
  /// @param session the tool's id of it
  /// @param file the name of the input it began in
  public Draft(String source, String session, String file, HealthLog health) {
    this(health, null);
    labels.put("source", source);
    labels.put("session", session);
    labels.put("file", file);
  }

  /// A trace without calls and labels, whose blocks carry their lengths.
  ///
  /// @param contents whether they hold their texts too
  public Draft(Contents contents, HealthLog health) {
    this(health, contents);
  }

  private Draft(HealthLog health, @Nullable Contents contents) {
    this.health = health;
    this.contents = contents;
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
    return block(origin, agent, tool, text, 0);
  }

  /// Adds a block of which at least the length is known; returns its id.
  ///
  /// @param length how long it is where its text was not read
  public int block(
      Origin origin, String agent, @Nullable String tool, @Nullable String text, int length) {
    int id = blocks.size();
    if (contents == null) {
      blocks.add(new Block(id, origin, agent, tool, text, null));
    } else {
      int size = text == null ? length : text.length();
      String kept = contents == Contents.KEPT ? text : null;
      blocks.add(new Block(id, origin, agent, tool, kept, null, size == 0 ? null : size));
    }
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
    calls.add(() -> List.of(call));
  }

  void add(OpenCall call) {
    calls.add(() -> call.close(health));
  }

  /// The conversation in which the agent `agent` has calls.
  public Optional<Dialogue> dialogueOf(String agent) {
    return dialogues.values().stream()
        .filter(dialogue -> dialogue.agents().containsKey(agent))
        .findFirst();
  }

  /// Adds the executor `id` if it has no calls here, and the agent that started it has.
  ///
  /// @param instruction the block that started it
  public void unlogged(String id, String parent, int instruction, Agent.Unlogged known) {
    unlogged.put(id, new Agent(id, Role.EXECUTOR, "unknown", parent, instruction, known));
  }

  /// The trace, empty if it has no calls.
  public Optional<Trace> trace() {
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    var all = new ArrayList<Call>(calls.size());
    calls.forEach(call -> all.addAll(call.get()));
    all.sort(Comparator.comparing(call -> call.timing().start()));
    var agents = new LinkedHashMap<String, Agent>();
    for (Dialogue dialogue : List.copyOf(dialogues.values())) {
      add(dialogue, agents, new HashSet<>());
    }
    for (Agent agent : unlogged.values()) {
      if (agents.containsKey(agent.parent()) && agents.putIfAbsent(agent.id(), agent) == null) {
        health.count(Count.UNLOGGED);
      }
    }
    return Optional.of(
        new Trace(
            labels, List.copyOf(agents.values()), blocks(agents.keySet(), all), all, Map.of()));
  }

  /// The blocks of `agents`, and those that their calls share with a conversation that has none.
  private List<Block> blocks(Set<String> agents, List<Call> all) {
    if (blocks.stream().allMatch(block -> agents.contains(block.agent()))) {
      return blocks;
    }
    var users = new HashMap<Integer, String>();
    for (Call call : all) {
      for (int id : call.prompt().added()) {
        users.putIfAbsent(id, call.agent());
      }
    }
    var kept = new ArrayList<Block>();
    for (Block block : blocks) {
      String agent = agents.contains(block.agent()) ? block.agent() : users.get(block.id());
      if (agent != null) {
        kept.add(agent.equals(block.agent()) ? block : of(agent, block));
      }
    }
    return kept;
  }

  private static Block of(String agent, Block block) {
    return new Block(
        block.id(),
        block.origin(),
        agent,
        block.tool(),
        block.text(),
        block.tokens(),
        block.length());
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
    String named = dialogue.above();
    String above = named != null && agents.containsKey(named) ? named : null;
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
