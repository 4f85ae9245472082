package dev.breakeven.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.LocalRate;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.page.ReportData.Kept;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowTest {
  private static final Pricing PRICING =
      Pricing.of(Catalog.bundled()).with("qwen3.5:9b", LocalRate.FREE);

  @Test
  void theLayersOfACallAddUpToItsPrompt() {
    var flow = flow(Delegating.once("{}"));
    assertThat(flow.turns()).isEqualTo(2);
    assertThat(flow.height(0)).isEqualTo(2400);
    assertThat(flow.height(1)).isEqualTo(2520);
    assertThat(flow.highest()).isEqualTo(2520);
    assertThat(flow.heights().get(Stream.INSTRUCTIONS)).isEqualTo(List.of(0L, 80L));
    assertThat(flow.heights().get(Stream.REPORTS)).isEqualTo(List.of(0L, 40L));
    assertThat(flow.heights()).doesNotContainKey(Stream.UNSEEN);
    assertThat(flow.read()).containsExactly(0L, 2400L);
  }

  @Test
  void theChargesAddUpToTheBill() {
    var trace = Delegating.solo();
    var flow = flow(trace);
    assertThat(flow.total().total()).isEqualTo(PRICING.bill(trace).total());
    assertThat(flow.total().tokens(TokenClass.READ)).isEqualTo(2400);
  }

  private static Flow flow(Trace trace) {
    return Flow.of(Kept.of(trace, Attribution.of(trace, PRICING), PRICING.catalog()));
  }
}
