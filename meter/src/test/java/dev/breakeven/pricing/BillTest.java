package dev.breakeven.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BillTest {
  private static final Cost PRICED =
      new Cost.Priced(
          Map.of(TokenClass.READ, Usd.of("0.25"), TokenClass.OUTPUT, Usd.of("1")), Usd.of("0.01"));
  private static final Cost UNPRICED = new Cost.Unpriced("unknown model m");

  @Test
  void theTotalIsAllPartsAndTheEnergy() {
    assertThat(Bill.NONE.plus(PRICED).plus(PRICED).total()).isEqualTo(Usd.of("2.52"));
    assertThat(Bill.NONE.plus(PRICED).plus(PRICED).part(TokenClass.READ)).isEqualTo(Usd.of("0.5"));
  }

  @Test
  void theUnpricedNeverCountAsZero() {
    Bill bill = Bill.NONE.plus(PRICED).plus(UNPRICED).plus(UNPRICED);

    assertThat(bill.complete()).isFalse();
    assertThat(bill).hasToString("1.26 USD + 2 calls unpriced");
    assertThat(Bill.of(UNPRICED)).hasToString("1 call unpriced");
    assertThat(Bill.of(PRICED)).hasToString("1.26 USD");
    assertThat(Bill.NONE).hasToString("0 USD");
  }

  @Test
  void reasonsAreCountedApart() {
    Bill bill =
        Bill.of(UNPRICED).plus(Bill.of(UNPRICED)).plus(new Cost.Unpriced("no price for x on y"));

    assertThat(bill.unpriced())
        .containsOnly(Map.entry("unknown model m", 2L), Map.entry("no price for x on y", 1L));
  }
}
