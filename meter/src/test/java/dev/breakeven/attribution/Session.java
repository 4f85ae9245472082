package dev.breakeven.attribution;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a trace by hand, call by call.
final class Session {
  static final Pricing PRICING = Pricing.of(Catalog.bundled());
  static final String OPUS = "claude-opus-4-7";
  static final String HAIKU = "claude-haiku-4-5";

  private final List<Agent> agents = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, Integer> turns = new HashMap<>();
  private Instant now = Instant.parse("2026-11-24T06:00:00Z");

  /// A session of one agent, `main`, that starts with nothing.
  static Session solo() {
    return new Session().agent("main", Role.SOLO, OPUS, null, null);
  }

  Session agent(
      String id, Role role, String model, @Nullable String parent, @Nullable Integer instruction) {
    agents.add(new Agent(id, role, model, parent, instruction));
    return this;
  }

  /// A block of `main` whose content is not in the trace.
  int hidden(Origin origin) {
    return block("main", origin, null);
  }

  /// A block of `agent` with `words` words of content.
  int block(String agent, Origin origin, int words) {
    return block(agent, origin, "word ".repeat(words));
  }

  private int block(String agent, Origin origin, @Nullable String text) {
    int id = blocks.size();
    String tool =
        switch (origin) {
          case INSTRUCTION, REPORT -> "delegate";
          case TOOL_CALL, TOOL_RESULT -> "bash";
          default -> null;
        };
    blocks.add(new Block(id, origin, agent, tool, text, null));
    return id;
  }

  Session after(long seconds) {
    now = now.plusSeconds(seconds);
    return this;
  }

  /// A call of `agent` that keeps `kept` blocks, adds `added`, and answers `answer`.
  Session call(String agent, int kept, List<Integer> added, List<Integer> answer, Usage usage) {
    return send(agent, new Prompt(kept, added, List.of()), answer, usage);
  }

  /// A call without an answer's blocks, with a cache mark on its last block.
  Session marked(String agent, int kept, List<Integer> added, Usage usage) {
    var marks = List.of(kept + added.size() - 1);
    return send(agent, new Prompt(kept, added, marks), List.of(), usage);
  }

  private Session send(String agent, Prompt prompt, List<Integer> answer, Usage usage) {
    int turn = turns.merge(agent, 1, Integer::sum);
    now = now.plusSeconds(10);
    calls.add(
        new Call(
            agent + "#" + turn,
            agent,
            turn,
            prompt,
            new Call.Answer(answer, null, usage, Known.BILLED),
            new Call.Timing(now, Duration.ZERO, Duration.ofSeconds(1))));
    return this;
  }

  Trace trace() {
    return new Trace(Map.of(), agents, blocks, calls, Map.of());
  }

  Attribution attribute() {
    return Attribution.of(trace(), PRICING);
  }
}
