package dev.breakeven.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// What holds for every trace; each repetition is a seed.
class AttributionPropertyTest {
  private static final Pricing PRICING = Pricing.of(Catalog.bundled());

  @RepeatedTest(300)
  void tokensAndMoneyAddUpAfterEveryCallWhateverTheTotalsAre(RepetitionInfo repetition) {
    Trace whole = TraceDice.roll(repetition.getCurrentRepetition(), false);
    for (int calls = 0; calls <= whole.calls().size(); calls++) {
      Trace trace = firstCalls(whole, calls);
      Attribution attribution = Attribution.of(trace, PRICING);
      Bill bill = PRICING.bill(trace);
      Usage usage = trace.usage();
      Bill total = attribution.total();
      assertThat(attribution.bill()).isEqualTo(bill);
      for (TokenClass tokenClass : TokenClass.values()) {
        assertThat(total.tokens(tokenClass))
            .as("%s", tokenClass)
            .isEqualTo(usage.count(tokenClass));
        assertThat(total.money(tokenClass)).as("%s", tokenClass).isEqualTo(bill.money(tokenClass));
      }
      for (BlockBill one : attribution.bills()) {
        assertThat(one.size().tokens()).isNotNegative();
        assertThat(one.charge().tokens().values()).allMatch(tokens -> tokens > 0);
      }
    }
  }

  @RepeatedTest(300)
  void theLinearWayAgreesWithCountingEveryBlockOfEveryCall(RepetitionInfo repetition) {
    Trace trace = TraceDice.roll(repetition.getCurrentRepetition(), true);
    var plain = new PlainCount(trace, PRICING);
    Attribution attribution = Attribution.of(trace, PRICING);
    for (BlockBill bill : attribution.bills()) {
      if (bill.block().id() < 0) {
        assertThat(bill.charge()).as("nothing is unseen").isEqualTo(Bill.NONE);
        continue;
      }
      assertThat(bill.charge()).as("%s", bill).isEqualTo(plain.charge(bill));
      assertThat(bill.life().calls()).as("%s", bill).isEqualTo(plain.calls(bill));
    }
  }

  @RepeatedTest(100)
  void whatMissesCostAddsUpOverBlocks(RepetitionInfo repetition) {
    Trace trace =
        TraceDice.roll(
            repetition.getCurrentRepetition(), repetition.getCurrentRepetition() % 2 == 0);
    Attribution attribution = Attribution.of(trace, PRICING);
    assertThat(attribution.bills().stream().mapToLong(bill -> bill.life().lost().tokens()).sum())
        .isEqualTo(attribution.misses().stream().mapToLong(CacheMiss::tokens).sum());
    assertThat(
            attribution.bills().stream()
                .mapToLong(b -> b.life().lost().extra().picodollars())
                .sum())
        .isEqualTo(attribution.misses().stream().mapToLong(m -> m.extra().picodollars()).sum());
  }

  private static Trace firstCalls(Trace trace, int calls) {
    return new Trace(
        trace.labels(),
        trace.agents(),
        trace.blocks(),
        trace.calls().subList(0, calls),
        trace.outcome());
  }
}
