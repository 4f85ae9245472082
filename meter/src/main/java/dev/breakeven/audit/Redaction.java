package dev.breakeven.audit;

import dev.breakeven.attribution.Measured;
import dev.breakeven.pricing.Cost;
import dev.breakeven.pricing.Floor;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.pricing.Quote;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.Trace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes copies of sessions without what they say, of whom and where, that cost the same for the
/// same reasons.
///
/// Of a content its length is kept, and what its size is estimated from. Times, token counts, roles
/// and recorded costs are kept, names of models that have a price or are of a public family, names
/// of tools that clients bring along, and the words in which providers say why a model stopped.
/// Projects, sessions, agents and all other names are numbered in the order in which they come up;
/// everything else is left out. For one thread.
public final class Redaction {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?");
  private static final Pattern SOURCE = Pattern.compile("[a-z-]{1,20}");
  private static final Pattern TURN = Pattern.compile(".*#(\\d{1,9})", Pattern.DOTALL);

  /// Models of which the public knows.
  private static final Pattern FAMILY =
      Pattern.compile(
          "(claude|gpt|o\\d|codex|gemini|deepseek|qwen|llama|mistral|kimi|glm|grok|minimax)"
              + "(-?[0-9.]+|-(opus|sonnet|haiku|fable|mini|nano|pro|flash|lite|chat|codex|coder|sol"
              + "|preview|instruct|fast|code|max|air|m2|r1|v3|4o))*");

  /// Why a model stopped, in the words of providers.
  private static final Set<String> STOPS =
      Set.of(
          "end_turn",
          "tool_use",
          "stop_sequence",
          "max_tokens",
          "pause_turn",
          "refusal",
          "model_context_window_exceeded",
          "stop",
          "length",
          "tool_calls",
          "tool-calls",
          "content_filter",
          "content-filter",
          "function_call",
          "completed",
          "incomplete",
          "error",
          "unknown");

  /// Ways of buying that providers name in public.
  private static final Set<String> WAYS =
      Set.of("fast", "ultrafast", "priority", "flex", "batch", "us", "regional");

  private final Pricing pricing;
  private final Map<String, String> ways = new HashMap<>();
  private final Map<String, String> fees = new HashMap<>();
  private final Map<String, String> projects = new HashMap<>();
  private final Map<String, String> tools = new HashMap<>();
  private final Map<String, String> models = new HashMap<>();
  private int sessions;

  /// A redaction that has made no copy yet.
  ///
  /// @param pricing what models are known
  public Redaction(Pricing pricing) {
    this.pricing = pricing;
  }

  /// A copy of `trace` without its contents.
  public Trace copy(Trace trace) {
    sessions++;
    var names = new Names(trace);
    return new Trace(
        labels(trace.labels()),
        trace.agents().stream().map(names::agent).toList(),
        trace.blocks().stream().map(names::block).toList(),
        trace.calls().stream().map(names::call).toList(),
        Map.of());
  }

  /// How many copies were made.
  public int copies() {
    return sessions;
  }

  private Map<String, String> labels(Map<String, String> labels) {
    var kept = new TreeMap<String, String>();
    kept.put("session", "session-" + sessions);
    kept.put("file", "session-" + sessions + ".jsonl");
    String source = labels.get("source");
    if (source != null && SOURCE.matcher(source).matches()) {
      kept.put("source", source);
    }
    String project = labels.get("project");
    if (project != null) {
      kept.put("project", numbered(projects, project, "project"));
    }
    String recorded = labels.get("recorded_usd");
    if (recorded != null && NUMBER.matcher(recorded).matches()) {
      kept.put("recorded_usd", recorded);
    }
    return kept;
  }

  private static String numbered(Map<String, String> names, String name, String kind) {
    return names.computeIfAbsent(name, key -> kind + "-" + (names.size() + 1));
  }

  private @Nullable String tool(@Nullable String tool) {
    return tool == null || KnownTools.has(tool)
        ? tool
        : numbered(tools, tool, tool.startsWith("mcp__") ? "mcp-tool" : "tool");
  }

  /// The names within one trace.
  private final class Names {
    private final Map<String, String> agents = new HashMap<>();
    private final Map<String, String> models = new HashMap<>();
    private final Map<String, String> modelOf = new HashMap<>();

    Names(Trace trace) {
      trace.agents().forEach(agent -> modelOf.put(agent.id(), agent.model()));
      Set<String> priced = priced(trace);
      var counts = new int[1];
      for (Agent agent : trace.agents()) {
        agents.put(agent.id(), id(agent.id(), counts));
        boolean known = priced.contains(agent.model()) || FAMILY.matcher(agent.model()).matches();
        models.put(
            agent.model(),
            known ? agent.model() : numbered(Redaction.this.models, agent.model(), "model"));
      }
    }

    private Set<String> priced(Trace trace) {
      var priced = new HashSet<String>();
      for (Call call : trace.calls()) {
        String model = modelOf.getOrDefault(call.agent(), "");
        if (!priced.contains(model) && pricing.cost(model, call) instanceof Cost.Priced) {
          priced.add(model);
        }
      }
      return priced;
    }

    /// What an agent's id tells of its kind is kept: the first, a compaction, one beside another.
    private static String id(String id, int[] count) {
      if (id.equals("main")) {
        return id;
      }
      count[0]++;
      String name = (id.startsWith("acompact-") ? "acompact-" : "agent-") + count[0];
      return id.endsWith("/compaction")
          ? name + "/compaction"
          : id.contains("/") ? name + "/aside" : name;
    }

    private String agentId(String id) {
      return Objects.requireNonNull(agents.get(id));
    }

    Agent agent(Agent agent) {
      return new Agent(
          agentId(agent.id()),
          agent.role(),
          Objects.requireNonNull(models.get(agent.model())),
          agent.parent() == null ? null : agentId(agent.parent()),
          agent.instruction(),
          agent.unlogged());
    }

    Block block(Block block) {
      Block measured = Measured.of(block);
      return new Block(
          measured.id(),
          measured.origin(),
          agentId(measured.agent()),
          tool(measured.tool()),
          null,
          measured.tokens(),
          measured.length(),
          measured.pieces());
    }

    Call call(Call call) {
      var turn = TURN.matcher(call.id());
      String agent = agentId(call.agent());
      return new Call(
          agent + "#" + (turn.matches() ? turn.group(1) : call.turn()),
          agent,
          call.turn(),
          call.prompt(),
          new Call.Answer(
              call.answer().blocks(),
              stop(call.answer().stop()),
              call.answer().usage(),
              call.answer().known(),
              call.answer().recorded(),
              bought(call)),
          call.timing());
    }

    /// How the call was bought, in words that have a factor or that everybody knows: what else
    /// stands there anybody may have written.
    private Purchase bought(Call call) {
      var bought = call.answer().bought();
      if (bought.isStandard()) {
        return bought;
      }
      var quote = pricing.quote(modelOf.getOrDefault(call.agent(), ""), call);
      Predicate<String> named =
          word ->
              quote instanceof Quote.Priced priced
                  && !priced.floors().contains(new Floor.NoFactor(word));
      var keptTools = new TreeMap<String, Long>();
      bought
          .tools()
          .forEach((tool, times) ->
              keptTools.merge(
                  named.test(tool) || KnownTools.has(tool) ? tool : numbered(fees, tool, "fee"),
                  times,
                  Math::addExact));
      return new Purchase(
          bought.ways().stream()
              .map(way -> named.test(way) || WAYS.contains(way) ? way : numbered(ways, way, "way"))
              .toList(),
          keptTools);
    }

    private static @Nullable String stop(@Nullable String stop) {
      return stop == null || STOPS.contains(stop) ? stop : "other";
    }
  }
}
