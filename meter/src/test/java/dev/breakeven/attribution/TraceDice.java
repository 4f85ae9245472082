package dev.breakeven.attribution;

import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Random traces: several agents that delegate, grow, edit, compact, lose the cache and break off.
///
/// With true sizes, each block has the tokens it is billed for; without, nothing but totals is
/// known and they need not make sense.
public final class TraceDice {
  private static final Origin[] ADDED = {
    Origin.TOOL_RESULT, Origin.REPORT, Origin.JUDGE, Origin.USER, Origin.SUMMARY
  };
  private static final Origin[] ANSWERED = {
    Origin.TEXT, Origin.THINKING, Origin.TOOL_CALL, Origin.INSTRUCTION
  };
  private static final String[] MODELS = {"claude-opus-4-7", "claude-haiku-4-5", "no-such-model"};

  private final Random random;
  private final boolean trueSizes;
  private final List<Agent> agents = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-24T06:00:00Z");

  private TraceDice(long seed, boolean trueSizes) {
    this.random = new Random(seed);
    this.trueSizes = trueSizes;
  }

  /// A random trace, the same for the same seed.
  ///
  /// @param trueSizes whether each block has the tokens it is billed for
  public static Trace roll(long seed, boolean trueSizes) {
    return new TraceDice(seed, trueSizes).trace();
  }

  private Trace trace() {
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      boolean child = i > 0 && random.nextBoolean();
      List<Block> instructions =
          blocks.stream().filter(block -> block.origin() == Origin.INSTRUCTION).toList();
      Integer instruction =
          child && !instructions.isEmpty()
              ? instructions.get(random.nextInt(instructions.size())).id()
              : null;
      String parent = instruction == null ? null : blocks.get(instruction).agent();
      Role role = parent == null ? Role.ORCHESTRATOR : Role.EXECUTOR;
      agents.add(
          new Agent("a" + i, role, MODELS[random.nextInt(MODELS.length)], parent, instruction));
      converse("a" + i);
    }
    return new Trace(Map.of(), agents, blocks, calls, Map.of());
  }

  private void converse(String agent) {
    var prompt = new ArrayList<Integer>();
    List<Integer> answer = List.of();
    int turns = random.nextInt(30);
    for (int turn = 1; turn <= turns; turn++) {
      int kept =
          random.nextInt(6) > 0 || prompt.isEmpty() ? prompt.size() : random.nextInt(prompt.size());
      var added = new ArrayList<Integer>();
      if (kept == prompt.size()) {
        added.addAll(answer);
      } else if (random.nextBoolean()) {
        added.addAll(prompt.subList(kept + 1, prompt.size()));
      }
      int fresh = random.nextInt(4);
      for (int i = 0; i < fresh || (kept + added.size() == 0); i++) {
        added.add(
            block(
                agent,
                turn == 1 && i < 2 && random.nextBoolean()
                    ? (i == 0 ? Origin.TOOLS : Origin.SYSTEM)
                    : ADDED[random.nextInt(ADDED.length)]));
      }
      prompt.subList(kept, prompt.size()).clear();
      prompt.addAll(added);
      answer = answer(agent);
      int length = prompt.size();
      List<Integer> marks = random.nextBoolean() ? List.of() : List.of(length - 1);
      now = now.plusSeconds(random.nextInt(400));
      calls.add(
          new Call(
              agent + "#" + turn,
              agent,
              turn,
              new Prompt(kept, added, trueSizes ? List.of() : marks),
              new Call.Answer(answer, null, usage(prompt, answer), Known.BILLED),
              new Call.Timing(now, Duration.ZERO, Duration.ofSeconds(1))));
    }
  }

  private List<Integer> answer(String agent) {
    var ids = new ArrayList<Integer>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      ids.add(block(agent, ANSWERED[random.nextInt(ANSWERED.length)]));
    }
    return ids;
  }

  private int block(String agent, Origin origin) {
    int id = blocks.size();
    Long tokens = trueSizes ? Long.valueOf(1 + random.nextInt(900)) : null;
    String text = random.nextInt(5) == 0 ? null : "word ".repeat(random.nextInt(300));
    blocks.add(new Block(id, origin, agent, random.nextBoolean() ? "bash" : null, text, tokens));
    return id;
  }

  private Usage usage(List<Integer> prompt, List<Integer> answer) {
    if (trueSizes) {
      return split(size(prompt), size(answer));
    }
    int kind = random.nextInt(12);
    if (kind == 0) {
      return Usage.NONE;
    }
    if (kind == 1) {
      return new Usage(Map.of(TokenClass.READ, new Tokens(random.nextInt(5000))));
    }
    return split(random.nextInt(kind == 2 ? 100 : 30_000), random.nextInt(4000));
  }

  private Usage split(long prompt, long output) {
    long read = random.nextInt(3) == 0 ? 0 : random.nextLong(prompt + 1);
    long hour = random.nextInt(3) > 0 ? 0 : random.nextLong(prompt - read + 1);
    long five = random.nextLong(prompt - read - hour + 1);
    return Usage.of(prompt - read - hour - five, five, hour, read, output);
  }

  private long size(List<Integer> ids) {
    return ids.stream().mapToLong(id -> size(blocks.get(id))).sum();
  }

  static long size(Block block) {
    return block.tokens() == null ? 0 : block.tokens();
  }
}
