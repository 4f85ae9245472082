package dev.breakeven.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Cost;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Why delegating cost more in a published study: its successful trials' totals for Opus 4.7
/// (uncached, written, read, output), DOI 10.5281/zenodo.20978074, at list prices.
class StudyDifferenceTest {
  private static final Pricing PRICING = Pricing.of(Catalog.bundled());
  private static final List<Breakdown> A1 =
      List.of(
          trial(3770, 24955, 326031, 3020),
          trial(3785, 23732, 583909, 6193),
          trial(3783, 24099, 530803, 5757));
  private static final List<Breakdown> A2 =
      List.of(
          trial(3633, 12283, 146891, 4679),
          trial(3640, 14691, 233011, 6191),
          trial(1711, 15208, 224763, 6142));
  private static final List<Breakdown> A3 =
      List.of(
          trial(1748, 3679, 11572, 769),
          trial(1748, 3679, 11572, 769),
          trial(1758, 7281, 65455, 2192));
  private static final List<Breakdown> B1 =
      List.of(
          trial(2079, 28926, 906776, 8890),
          trial(2070, 26549, 659723, 7115),
          trial(2067, 32400, 731075, 7169));
  private static final List<Breakdown> B2 =
      List.of(
          trial(2006, 17710, 321493, 7165),
          trial(1996, 17203, 205633, 7238),
          trial(2003, 19444, 311911, 8295));
  private static final List<Breakdown> B3 =
      List.of(
          trial(2045, 8423, 60819, 1841),
          trial(2054, 10675, 143585, 3435),
          trial(2045, 8579, 60414, 1898));

  @ParameterizedTest(name = "T{0}: reads {1} %, output {2} %, writes {3} %")
  @CsvSource({"1, 61, 29, 13", "2, 37, 44, 24", "3, 34, 33, 31"})
  void readsAreNotTheWholeMechanism(int task, long reads, long output, long writes) {
    Difference difference =
        switch (task) {
          case 1 -> Difference.between(A1, B1);
          case 2 -> Difference.between(A2, B2);
          default -> Difference.between(A3, B3);
        };

    assertThat(percent(difference, Item.READS)).isEqualTo(reads);
    assertThat(percent(difference, Item.OUTPUT)).isEqualTo(output);
    assertThat(percent(difference, Item.WRITES)).isEqualTo(writes);
    assertThat(difference.price()).as("both at the same prices").isEqualTo(Usd.ZERO);
  }

  @Test
  void theParticularSumIsTheDifferenceInMeanCost() {
    Difference difference = Difference.between(A3, B3);

    assertThat(difference.items().values().stream().reduce(Usd.ZERO, Usd::plus))
        .isEqualTo(difference.total());
    assertThat(difference.total().rounded(4)).isEqualTo("0.0867");
  }

  private static long percent(Difference difference, Item item) {
    return Math.round(
        100.0
            * difference.item(item).dollars().doubleValue()
            / difference.total().dollars().doubleValue());
  }

  private static Breakdown trial(long uncached, long written, long read, long output) {
    Usage usage = Usage.of(uncached, written, 0, read, output);
    Cost cost = PRICING.cost("claude-opus-4-7", LocalDate.parse("2026-06-01"), usage);
    return switch (cost) {
      case Cost.Priced priced -> Breakdown.of(usage, priced, Usd.ZERO);
      case Cost.Unpriced(String reason) -> throw new AssertionError(reason);
    };
  }
}
