package dev.breakeven.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.BillSum;
import dev.breakeven.pricing.Floor;
import org.junit.jupiter.api.Test;

class FloorSentencesTest {
  @Test
  void eachReasonIsASentenceAndTheMostFrequentStandsFirst() {
    var sum = new BillSum();
    sum.add(new Floor.NoFactor("fast"), 12);
    sum.add(new Floor.NoFactor("unknown-endpoint"), 1);
    sum.add(new Floor.NoFee("code_execution"), 2);
    sum.add(new Floor.NoFinalCount(), 3);
    sum.add(new Floor.NoExecutor(), 5);

    assertThat(FloorSentences.of(sum.bill()))
        .containsExactly(
            "At least: 12 calls bought fast, priced as standard: the catalog knows no factor.",
            "At least: the calls of 5 executors are not in the log.",
            "At least: no final count of the answer in 3 calls.",
            "At least: 2 calls with code_execution, whose fee the catalog does not know.",
            "At least: 1 call at a cloud whose endpoint the log does not name, priced as global.");
    assertThat(FloorSentences.atLeast(sum.bill())).isEqualTo("at least ");
  }

  @Test
  void aBillThatIsNoFloorHasNone() {
    assertThat(FloorSentences.of(Bill.NONE)).isEmpty();
    assertThat(FloorSentences.atLeast(Bill.NONE)).isEmpty();
  }
}
