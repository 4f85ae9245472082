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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What passes from one agent to another is charged to whoever wrote it, whatever it is called.
class PassedOnTest {
  private static final Agent DRIVER = new Agent("main", Role.SOLO, "claude-haiku-4-5", null, null);
  private static final Agent ADVISOR =
      new Agent("main.1", Role.ADVISOR, "claude-opus-4-7", "main", 3);

  private final List<Block> blocks = new ArrayList<>();

  @Test
  void adviceIsTheAdvisorsDoingAndPaidByTheDriver() {
    block(Origin.TOOLS, "main", null, 500);
    block(Origin.SYSTEM, "main", null, 100);
    block(Origin.USER, "main", null, 100);
    block(Origin.TOOL_CALL, "main", "advisor", 20);
    block(Origin.USER, "main.1", null, 700);
    block(Origin.TEXT, "main.1", null, 200);
    block(Origin.ADVICE, "main", "advisor", 210);
    block(Origin.TEXT, "main", null, 10);
    var calls =
        List.of(
            call("main", 1, 0, List.of(0, 1, 2), List.of(3), Usage.of(700, 0, 0, 0, 20)),
            call("main.1", 1, 0, List.of(4), List.of(5), Usage.of(700, 0, 0, 0, 200)),
            call("main", 2, 4, List.of(6), List.of(7), Usage.of(930, 0, 0, 0, 10)));
    var trace = new Trace(Map.of(), List.of(DRIVER, ADVISOR), blocks, calls, Map.of());

    var attribution = Attribution.of(trace, Pricing.of(Catalog.bundled()));

    var advice =
        attribution.bills().stream()
            .filter(bill -> bill.block().origin() == Origin.ADVICE)
            .findFirst()
            .orElseThrow();
    assertThat(advice.cause().producer()).isEqualTo(ADVISOR);
    assertThat(advice.payer()).isEqualTo(DRIVER);
    assertThat(attribution.turns()).as("the advisor's call is no turn").isEqualTo(2);
    var breakdown = Breakdown.of(attribution);
    assertThat(breakdown.line(Item.REPORTS).tokens()).isEqualTo(210);
    assertThat(breakdown.line(Item.EXECUTOR).tokens()).isEqualTo(900);
    assertThat(breakdown.total()).isEqualTo(attribution.bill().total());
  }

  private void block(Origin origin, String agent, @Nullable String tool, long tokens) {
    blocks.add(new Block(blocks.size(), origin, agent, tool, origin.key(), tokens));
  }

  private static Call call(
      String agent, int turn, int kept, List<Integer> added, List<Integer> said, Usage usage) {
    return new Call(
        agent + "#" + turn,
        agent,
        turn,
        new Prompt(kept, added, List.of()),
        new Call.Answer(said, "end_turn", usage, Known.REHEARSED),
        new Call.Timing(Instant.parse("2026-11-24T00:00:00Z"), Duration.ZERO, Duration.ZERO));
  }
}
