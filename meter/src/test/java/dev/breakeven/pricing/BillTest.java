package dev.breakeven.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BillTest {
  /// 0.25 USD for 100 read tokens, 1 USD for 20 of output, and 0.01 USD of electricity.
  private static final Usage USAGE = Usage.of(0, 0, 0, 100, 20);

  private static final UnitPrices EACH =
      new UnitPrices(9, 9, UnitPrices.NONE, 2_500_000_000L, 50_000_000_000L);
  private static final Quote PRICED = new Quote.Priced(EACH, Usd.of("0.01"), List.of());
  private static final Quote UNPRICED = new Quote.Unpriced("unknown model m");

  private static Bill bill(Quote... quotes) {
    var sum = new BillSum();
    for (Quote quote : quotes) {
      sum.add(USAGE, quote);
    }
    return sum.bill();
  }

  @Test
  void theTotalIsAllClassesAndTheEnergy() {
    assertThat(bill(PRICED, PRICED).total()).isEqualTo(Usd.of("2.52"));
    assertThat(bill(PRICED, PRICED).money(TokenClass.READ)).isEqualTo(Usd.of("0.5"));
    assertThat(bill(PRICED, PRICED).tokens(TokenClass.READ)).isEqualTo(200);
    assertThat(bill(PRICED, PRICED).allTokens()).isEqualTo(240);
    assertThat(bill(PRICED).exact()).isTrue();
  }

  @Test
  void theUnpricedNeverCountAsZero() {
    Bill bill = bill(PRICED, UNPRICED, UNPRICED);

    assertThat(bill.complete()).isFalse();
    assertThat(bill.exact()).isFalse();
    assertThat(bill.unpriced().tokens()).isEqualTo(240);
    assertThat(bill.tokens(TokenClass.OUTPUT)).isEqualTo(60);
    assertThat(bill).hasToString("1.26 USD + 2 calls unpriced");
    assertThat(bill(UNPRICED)).hasToString("1 call unpriced");
    assertThat(bill(PRICED)).hasToString("1.26 USD");
    assertThat(Bill.NONE).hasToString("0 USD");
  }

  @Test
  void reasonsAreCountedApart() {
    assertThat(
            bill(UNPRICED, UNPRICED)
                .plus(bill(new Quote.Unpriced("no price for x on y")))
                .unpriced()
                .calls())
        .containsOnly(Map.entry("unknown model m", 2L), Map.entry("no price for x on y", 1L));
  }

  @Test
  void aBillKnowsWhyItIsAFloor() {
    var sum = new BillSum();
    sum.add(new Call.Answer(List.of(), null, USAGE, Known.AT_LEAST), PRICED);
    sum.add(new Call.Answer(List.of(), null, USAGE, Known.BILLED), PRICED);
    sum.add(USAGE, new Quote.Priced(EACH, Usd.ZERO, List.of(new Floor.NoFactor("fast"))));
    sum.add(new Floor.NoExecutor(), 3);
    Bill bill = sum.bill();

    assertThat(bill.complete()).isTrue();
    assertThat(bill.exact()).isFalse();
    assertThat(bill.floors())
        .isEqualTo(
            Map.of(
                new Floor.NoFinalCount(), 1L,
                new Floor.NoFactor("fast"), 1L,
                new Floor.NoExecutor(), 3L));
    assertThat(bill).hasToString("at least 3.77 USD");
    assertThat(bill.plus(bill).floors()).containsEntry(new Floor.NoExecutor(), 6L);
  }

  @Test
  void addingABillIsAddingWhatItWasMadeOf() {
    var sum = new BillSum();
    sum.add(bill(PRICED, UNPRICED));
    sum.add(bill(new Quote.Priced(EACH, Usd.ZERO, List.of(new Floor.NoFactor("fast")))));

    assertThat(sum.bill())
        .isEqualTo(
            bill(
                PRICED,
                UNPRICED,
                new Quote.Priced(EACH, Usd.ZERO, List.of(new Floor.NoFactor("fast")))))
        .isEqualTo(
            bill(PRICED)
                .plus(bill(UNPRICED))
                .plus(bill(new Quote.Priced(EACH, Usd.ZERO, List.of(new Floor.NoFactor("fast"))))));
  }
}
