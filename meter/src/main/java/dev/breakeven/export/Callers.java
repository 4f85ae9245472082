package dev.breakeven.export;

import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The agents of a trace that made calls. Where one was delegated by an agent that made none, the
/// nearest above that did stands in for it.
///
/// @param agents by id, in the order of the trace
/// @param calls the calls of each by its id, in the order they were sent
record Callers(Map<String, Agent> agents, Map<String, List<Call>> calls) {

  static Callers of(Trace trace) {
    var calls = new LinkedHashMap<String, List<Call>>();
    for (Call call : trace.calls()) {
      calls.computeIfAbsent(call.agent(), _ -> new ArrayList<>()).add(call);
    }
    var all = new HashMap<String, Agent>();
    trace.agents().forEach(agent -> all.put(agent.id(), agent));
    var agents = new LinkedHashMap<String, Agent>();
    for (Agent agent : trace.agents()) {
      if (calls.containsKey(agent.id())) {
        String parent = agent.parent();
        while (parent != null && !calls.containsKey(parent)) {
          Agent above = all.get(parent);
          parent = above == null ? null : above.parent();
        }
        agents.put(
            agent.id(),
            new Agent(agent.id(), agent.role(), agent.model(), parent, agent.instruction()));
      }
    }
    return new Callers(agents, calls);
  }

  /// The calls of `agent`.
  List<Call> of(Agent agent) {
    return calls.getOrDefault(agent.id(), List.of());
  }

  /// The agent whose conversation `agent` answers in with a model of its own: a switch of models
  /// makes another agent, named after the first. Itself, if it answers in none but its own.
  Agent host(Agent agent) {
    String other = "@" + agent.model();
    Agent host =
        agent.id().endsWith(other)
            ? agents.get(agent.id().substring(0, agent.id().length() - other.length()))
            : null;
    return host != null && same(host.parent(), agent.parent()) && first(host, agent) ? host : agent;
  }

  private boolean first(Agent one, Agent other) {
    return !of(one).getFirst().timing().start().isAfter(of(other).getFirst().timing().start());
  }

  private static boolean same(@Nullable String one, @Nullable String other) {
    return one == null ? other == null : one.equals(other);
  }
}
