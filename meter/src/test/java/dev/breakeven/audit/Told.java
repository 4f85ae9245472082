package dev.breakeven.audit;

import dev.breakeven.attribution.Hints;
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

/// A session told call by call, of Opus 4.7: a million tokens cost 5 USD uncached, 6.25 written for
/// five minutes, 10 for an hour, 0.50 read and 25 answered. Every block's size is known.
final class Told {
  static final String OPUS = "claude-opus-4-7";
  static final Pricing PRICING = Pricing.of(Catalog.bundled());

  private final Map<String, String> labels;
  private final List<Agent> agents = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, Integer> lengths = new HashMap<>();
  private final Map<String, List<Integer>> answers = new HashMap<>();
  private Instant now = Instant.parse("2026-11-24T06:00:00Z");

  private Told(Map<String, String> labels) {
    this.labels = labels;
  }

  /// A session of one agent, `main`, that Claude Code wrote.
  static Told solo() {
    return new Told(Map.of("source", "claude-code", "session", "s", "project", "/shop"))
        .agent("main", Role.SOLO, null, null);
  }

  /// A session that begins with one agent that delegates, `main`.
  static Told orchestrated() {
    return new Told(Map.of("source", "claude-code", "session", "s", "project", "/shop"))
        .agent("main", Role.ORCHESTRATOR, null, null);
  }

  Told agent(String id, Role role, @Nullable String parent, @Nullable Integer instruction) {
    agents.add(new Agent(id, role, OPUS, parent, instruction));
    return this;
  }

  /// The id of a new block of `agent`.
  int block(String agent, Origin origin, long tokens) {
    String tool =
        switch (origin) {
          case TOOL_CALL, TOOL_RESULT -> "Read";
          case INSTRUCTION, REPORT -> "Task";
          default -> null;
        };
    return block(agent, origin, tool, tokens);
  }

  /// The id of a new block of `agent` that belongs to `tool`.
  int block(String agent, Origin origin, @Nullable String tool, long tokens) {
    blocks.add(new Block(blocks.size(), origin, agent, tool, null, tokens));
    return blocks.size() - 1;
  }

  Told after(Duration gap) {
    now = now.plus(gap);
    return this;
  }

  /// A call that keeps the whole prompt, adds the answer before and `added`, and is answered
  /// `answer`.
  Told call(String agent, List<Integer> added, List<Integer> answer, Usage usage) {
    var all = new ArrayList<Integer>(answers.getOrDefault(agent, List.of()));
    all.addAll(added);
    return send(agent, new Prompt(lengths.getOrDefault(agent, 0), all, List.of()), answer, usage);
  }

  /// A call whose prompt is nothing but `prompt`.
  Told restart(String agent, List<Integer> prompt, Usage usage) {
    return send(agent, new Prompt(0, prompt, List.of()), List.of(), usage);
  }

  private Told send(String agent, Prompt prompt, List<Integer> answer, Usage usage) {
    int turn = 1 + (int) calls.stream().filter(call -> call.agent().equals(agent)).count();
    lengths.put(agent, prompt.kept() + prompt.added().size());
    answers.put(agent, answer);
    calls.add(
        new Call(
            agent + "#" + turn,
            agent,
            turn,
            prompt,
            new Call.Answer(answer, null, usage, Known.BILLED),
            new Call.Timing(now, Duration.ZERO, Duration.ofSeconds(1))));
    now = now.plusSeconds(10);
    return this;
  }

  Trace trace() {
    return new Trace(labels, agents, blocks, calls, Map.of());
  }

  SessionAudit audit() {
    return new SessionAuditor(PRICING, Hints.NONE).audit(trace());
  }
}
