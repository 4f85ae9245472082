package dev.breakeven.trace;

import dev.breakeven.unit.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A small trace with one delegation, for tests.
final class Example {
  private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");

  private Example() {}

  static Trace trace() {
    return new Trace(
        Map.of("study", "demo", "arm", "B", "task", "T1"),
        List.of(
            new Agent("main", Role.ORCHESTRATOR, "claude-opus-4-7", null, null),
            new Agent("main.1", Role.EXECUTOR, "qwen3.5:9b", "main", 3)),
        List.of(
            new Block(0, Origin.TOOLS, "main", null, null, 700L),
            new Block(1, Origin.SYSTEM, "main", null, "Plan, check, delegate.", null),
            new Block(
                2, Origin.USER, "main", null, "Fix “everything”\nplease \u0000 \uD83D\uDE00", 9L),
            new Block(3, Origin.INSTRUCTION, "main", "delegate_to_executor", "Edit.", null),
            new Block(4, Origin.REPORT, "main.1", "delegate_to_executor", "Done.", null)),
        List.of(
            new Call(
                "main#1",
                "main",
                1,
                new Prompt(0, List.of(0, 1, 2), List.of(0, 1, 2)),
                new Call.Answer(List.of(3), "tool_use", Usage.of(2033, 0, 0, 0, 55), Known.BILLED),
                new Call.Timing(START, Duration.ofMillis(900), Duration.ofNanos(2_500_000_001L))),
            new Call(
                "main.1#1",
                "main.1",
                1,
                new Prompt(0, List.of(3), List.of()),
                new Call.Answer(
                    List.of(4),
                    null,
                    new Usage(Map.of(TokenClass.UNCACHED, new Tokens(400))),
                    Known.REHEARSED),
                new Call.Timing(START.plusSeconds(3), Duration.ZERO, Duration.ofSeconds(1)))),
        Map.of("ending", "solved", "verdict", "green"));
  }
}
