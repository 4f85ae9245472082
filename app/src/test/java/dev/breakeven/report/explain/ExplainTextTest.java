package dev.breakeven.report.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.BlockBill;
import dev.breakeven.attribution.Hints;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.Golden;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainTextTest {
  private static final Pricing PRICING = Pricing.of(Catalog.bundled());

  @Test
  void oneTraceIsExplainedInSentences() throws IOException {
    Golden.hold("explain/one.txt", text(Grouping.ORIGIN, explained("C-T1-1")));
  }

  @Test
  void severalTracesAreExplainedInBrief() throws IOException {
    Golden.hold(
        "explain/several.txt", text(Grouping.BLOCK, explained("C-T1-1"), explained("C-T1-2")));
  }

  @Test
  void rowsBeyondTheMostAreSummed() {
    var text = new ExplainText(List.of(explained("x")), Grouping.BLOCK, 2).text();
    assertThat(text).containsPattern("\n9 more ");
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void everyTableAddsUpToTheBill(Grouping grouping) {
    var explained = explained("x");
    var total = explained.attribution().total();
    var text = text(grouping, explained);
    assertThat(text.lines().reduce((_, last) -> last).orElseThrow())
        .startsWith("all")
        .contains(total.total().rounded(4))
        .endsWith("100 %");
    assertThat(total.total()).isEqualTo(PRICING.bill(trace()).total());
    assertThat(
            explained.attribution().bills().stream()
                .map(BlockBill::charge)
                .reduce(Bill.NONE, Bill::plus)
                .total())
        .isEqualTo(total.total());
  }

  private static String text(Grouping grouping, Explained... traces) {
    return new ExplainText(List.of(traces), grouping, 20).text();
  }

  private static Explained explained(String name) {
    return Explained.of(name, trace(), PRICING, Hints.NONE, Optional.empty());
  }

  /// An orchestrator that delegates once to an executor of two calls; its last call finds the cache
  /// expired.
  private static Trace trace() {
    var agents =
        List.of(
            new Agent("main", Role.ORCHESTRATOR, "claude-opus-4-7", null, null),
            new Agent("main.1", Role.EXECUTOR, "claude-haiku-4-5", "main", 3));
    return new Trace(
        Map.of("arm", "C"),
        agents,
        List.of(
            block(0, Origin.TOOLS, "main", null, "tools ".repeat(400)),
            block(1, Origin.SYSTEM, "main", null, "system ".repeat(200)),
            block(2, Origin.USER, "main", null, "task ".repeat(100)),
            block(3, Origin.INSTRUCTION, "main", "delegate_to_executor", "do it ".repeat(60)),
            block(4, Origin.USER, "main.1", null, "do it ".repeat(60)),
            block(5, Origin.TOOL_CALL, "main.1", "bash", "{\"command\":\"ls\"}"),
            block(6, Origin.TOOL_RESULT, "main.1", "bash", "file\n".repeat(90)),
            block(7, Origin.TEXT, "main.1", null, "DONE: did it"),
            block(8, Origin.REPORT, "main", "delegate_to_executor", "DONE: did it"),
            block(9, Origin.TEXT, "main", null, "DONE")),
        List.of(
            call("main", 1, 0, new Prompt(0, List.of(0, 1, 2), List.of()), List.of(3), 2500),
            call("main.1", 1, 20, new Prompt(0, List.of(4), List.of()), List.of(5), 0),
            call("main.1", 2, 30, new Prompt(1, List.of(5, 6), List.of()), List.of(7), 0),
            call("main", 2, 900, new Prompt(3, List.of(3, 8), List.of()), List.of(9), 2690)),
        Map.of());
  }

  private static Block block(
      int id, Origin origin, String agent, @Nullable String tool, String text) {
    return new Block(id, origin, agent, tool, text, null);
  }

  private static Call call(
      String agent, int turn, int second, Prompt prompt, List<Integer> answer, long write) {
    return new Call(
        agent + "#" + turn,
        agent,
        turn,
        prompt,
        new Call.Answer(
            answer,
            "end_turn",
            Usage.of(write == 0 ? 200 + 150L * turn : 1, write, 0, 0, 80),
            Known.BILLED),
        new Call.Timing(
            Instant.parse("2026-11-24T00:00:00Z").plusSeconds(second),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3)));
  }
}
