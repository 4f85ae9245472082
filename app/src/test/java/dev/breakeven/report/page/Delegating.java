package dev.breakeven.report.page;

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
import java.util.List;
import java.util.Map;

/// Small traces made up for tests; every prompt's tokens are those of its blocks.
final class Delegating {
  private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");

  private Delegating() {}

  /// One agent that looks once and is done.
  static Trace solo() {
    return solo(900);
  }

  /// The same, with a result of `tokens`.
  static Trace solo(long tokens) {
    return new Trace(
        Map.of(),
        List.of(new Agent("main", Role.SOLO, "claude-opus-4-7", null, null)),
        List.of(
            block(0, Origin.SYSTEM, "main", 2100, "system"),
            block(1, Origin.USER, "main", 300, "task"),
            block(2, Origin.TOOL_CALL, "main", 50, "{}"),
            block(3, Origin.TOOL_RESULT, "main", tokens, "text"),
            block(4, Origin.TEXT, "main", 20, "DONE")),
        List.of(
            call(
                "main",
                1,
                new Prompt(0, List.of(0, 1), List.of(1)),
                List.of(2),
                Usage.of(0, 2400, 0, 0, 50)),
            call(
                "main",
                2,
                new Prompt(2, List.of(2, 3), List.of(3)),
                List.of(4),
                Usage.of(0, 50 + tokens, 0, 2400, 20))),
        Map.of());
  }

  /// An orchestrator that delegates once, by `instruction`, to a local executor.
  static Trace once(String instruction) {
    return new Trace(
        Map.of(),
        List.of(
            new Agent("main", Role.ORCHESTRATOR, "claude-opus-4-7", null, null),
            new Agent("main.1", Role.EXECUTOR, "qwen3.5:9b", "main", 2)),
        List.of(
            block(0, Origin.SYSTEM, "main", 2100, "system"),
            block(1, Origin.USER, "main", 300, "task"),
            block(2, Origin.INSTRUCTION, "main", 80, instruction),
            block(3, Origin.SYSTEM, "main.1", 400, "do it"),
            block(4, Origin.TEXT, "main.1", 30, "did it"),
            block(5, Origin.REPORT, "main", 40, "did it"),
            block(6, Origin.TEXT, "main", 20, "DONE")),
        List.of(
            call(
                "main",
                1,
                new Prompt(0, List.of(0, 1), List.of(1)),
                List.of(2),
                Usage.of(0, 2400, 0, 0, 80)),
            call(
                "main.1",
                1,
                new Prompt(0, List.of(3, 2), List.of()),
                List.of(4),
                Usage.of(480, 0, 0, 0, 30)),
            call(
                "main",
                2,
                new Prompt(2, List.of(2, 5), List.of(3)),
                List.of(6),
                Usage.of(0, 120, 0, 2400, 20))),
        Map.of());
  }

  private static Block block(int id, Origin origin, String agent, long tokens, String text) {
    return new Block(id, origin, agent, null, text, tokens);
  }

  private static Call call(
      String agent, int turn, Prompt prompt, List<Integer> answer, Usage usage) {
    return new Call(
        agent + "#" + turn,
        agent,
        turn,
        prompt,
        new Call.Answer(answer, "end_turn", usage, Known.REHEARSED),
        new Call.Timing(
            START.plusSeconds(10L * turn), Duration.ofSeconds(1), Duration.ofSeconds(3)));
  }
}
