package dev.breakeven.attribution;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sizes inferred from totals against true ones, by a tokenizer that attribution does not know:
/// pieces times a hidden factor, give or take, and a hidden overhead a kind.
class GroundTruthTest {
  private static final Pricing PRICING = Pricing.of(Catalog.bundled());
  private static final String[] WORDS = {
    "the", "method", "parseOptions", "returns", "null", "HashMap", "for", "every", "argument", "42"
  };

  private final List<Block> blocks = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(doubles = {0.8, 1, 1.3, 1.7})
  void blockCostsAreWithinAFewPerCentOfTheTruth(double factor) {
    GroundTruth.Errors errors = GroundTruth.errors(trace(factor), PRICING);

    assertThat(errors.sorted()).hasSizeGreaterThan(100);
    assertThat(errors.quantile(0.5)).isLessThanOrEqualTo(0.01);
    assertThat(errors.quantile(0.95)).isLessThanOrEqualTo(0.05);
  }

  private Trace trace(double factor) {
    var random = new Random(7);
    var agent = new Agent("main", Role.SOLO, "claude-opus-4-7", null, null);
    var calls = new ArrayList<Call>();
    var added =
        new ArrayList<>(
            List.of(
                block(Origin.TOOLS, random, 600, factor),
                block(Origin.SYSTEM, random, 250, factor),
                block(Origin.USER, random, 200, factor)));
    long cached = 0;
    int length = 0;
    for (int turn = 1; turn <= 40; turn++) {
      long fresh = size(added);
      var answer = new ArrayList<Integer>();
      if (random.nextInt(3) > 0) {
        answer.add(block(Origin.TEXT, random, 20 + random.nextInt(60), factor));
      }
      int tools = 1 + random.nextInt(2);
      for (int i = 0; i < tools; i++) {
        answer.add(block(Origin.TOOL_CALL, random, 20 + random.nextInt(80), factor));
      }
      calls.add(
          new Call(
              "main#" + turn,
              "main",
              turn,
              new Prompt(length, added, List.of(length + added.size() - 1)),
              new Call.Answer(
                  answer, null, Usage.of(1, fresh, 0, cached, size(answer)), Known.REHEARSED),
              new Call.Timing(
                  Instant.EPOCH.plusSeconds(1_700_000_000L + turn), Duration.ZERO, Duration.ZERO)));
      length += added.size();
      cached += fresh;
      added = new ArrayList<>(answer);
      for (int i = 0; i < tools; i++) {
        added.add(block(Origin.TOOL_RESULT, random, 50 + random.nextInt(900), factor));
      }
    }
    return new Trace(Map.of(), List.of(agent), blocks, calls, Map.of());
  }

  private int block(Origin origin, Random random, int words, double factor) {
    var text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(i % 9 == 8 ? ";\n    " : " ");
    }
    long overhead =
        switch (origin) {
          case TOOLS -> 675;
          case TOOL_CALL -> 14;
          case TOOL_RESULT -> 9;
          case USER -> 4;
          default -> 0;
        };
    double noise = 1 + 0.015 * random.nextGaussian();
    long tokens = overhead + Math.round(factor * noise * Pieces.of(text.toString()));
    String tool = origin == Origin.TOOL_CALL || origin == Origin.TOOL_RESULT ? "bash" : null;
    blocks.add(new Block(blocks.size(), origin, "main", tool, text.toString(), tokens));
    return blocks.size() - 1;
  }

  private long size(List<Integer> ids) {
    return ids.stream().mapToLong(id -> TraceDice.size(blocks.get(id))).sum();
  }
}
