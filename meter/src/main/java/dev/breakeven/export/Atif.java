package dev.breakeven.export;

import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A trace as a trajectory in ATIF 1.7: the first agent's, with those of the others embedded where
/// they were delegated.
///
/// Agents that stand for other models in a conversation are steps of that conversation, which name
/// their models.
final class Atif {
  static final String OURS = "breakeven";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Trace trace;
  private final String session;
  private final Map<Integer, Block> blocks = new HashMap<>();
  private final Map<String, Agent> agents = new HashMap<>();
  private final Map<String, List<Agent>> hosted = new LinkedHashMap<>();
  private final Map<String, String> hosts = new HashMap<>();

  Atif(Trace trace, String session) {
    this.trace = trace;
    this.session = session;
    trace.blocks().forEach(block -> blocks.put(block.id(), block));
    Callers callers = Callers.of(trace);
    for (Agent agent : callers.agents().values()) {
      String host = callers.host(agent).id();
      agents.put(agent.id(), agent);
      hosts.put(agent.id(), host);
      hosted.computeIfAbsent(host, _ -> new ArrayList<>()).add(agent);
    }
  }

  /// Writes the document; an empty trace has a trajectory without steps.
  void write(Writer out) throws IOException {
    String root =
        hosted.keySet().stream()
            .filter(host -> parent(host) == null)
            .findFirst()
            .orElse(hosted.isEmpty() ? null : hosted.keySet().iterator().next());
    ObjectNode json = root == null ? empty() : trajectory(root, true);
    out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
  }

  private ObjectNode empty() {
    ObjectNode json = head(session);
    json.putObject("agent").put("name", name()).put("version", "unknown");
    json.putArray("steps");
    return json;
  }

  private ObjectNode head(String id) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("schema_version", "ATIF-v1.7")
        .put("session_id", session)
        .put("trajectory_id", id);
  }

  private String name() {
    return trace.labels().getOrDefault("source", OURS);
  }

  /// The conversation that delegated `host`, null for none.
  private @Nullable String parent(String host) {
    Agent agent = agents.get(host);
    return agent == null || agent.parent() == null ? null : hosts.get(agent.parent());
  }

  private ObjectNode trajectory(String host, boolean root) {
    List<Agent> within = hosted.getOrDefault(host, List.of());
    Agent first = within.getFirst();
    ObjectNode json = head(root ? session : host);
    ObjectNode agent = json.putObject("agent");
    agent.put("name", name()).put("version", trace.labels().getOrDefault("version", "unknown"));
    agent.put("model_name", first.model());
    var steps = new Steps(blocks, children(host));
    for (Call call : trace.calls()) {
      within.stream()
          .filter(one -> one.id().equals(call.agent()))
          .findFirst()
          .ifPresent(one -> steps.call(call, one.model()));
    }
    steps.tools().ifPresent(tools -> agent.set("tool_definitions", tools));
    ObjectNode own = agent.putObject("extra").putObject(OURS);
    own.put("agent", host).put("role", first.role().key());
    if (first.parent() != null) {
      own.put("parent", first.parent());
    }
    json.set("steps", steps.list());
    json.set("final_metrics", steps.metrics());
    String project = trace.labels().get("project");
    if (root && project != null) {
      json.putObject("extra").put("project", project);
    }
    ArrayNode below = JsonNodeFactory.instance.arrayNode();
    hosted.keySet().stream()
        .filter(other -> !other.equals(host))
        .filter(other -> host.equals(parent(other)) || (root && parent(other) == null))
        .forEach(other -> below.add(trajectory(other, false)));
    if (!below.isEmpty()) {
      json.set("subagent_trajectories", below);
    }
    return json;
  }

  /// The conversations that `host` delegated, by the block that did.
  private Map<Integer, List<String>> children(String host) {
    var children = new HashMap<Integer, List<String>>();
    hosted.forEach((other, within) -> {
      Integer instruction = within.getFirst().instruction();
      boolean delegated = within.getFirst().role() == Role.EXECUTOR;
      if (instruction != null && delegated && host.equals(parent(other))) {
        children.computeIfAbsent(instruction, _ -> new ArrayList<>()).add(other);
      }
    });
    return children;
  }
}
