package dev.breakeven.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.breakeven.stats.Resolution.Smallest;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResolutionTest {
  private static final Resolution USUAL = Resolution.usual(51);
  private static final double[] UNIT = {-1, 0, 1};

  @Test
  void smallestPIsThatOfArmsWhollyApart() {
    assertThat(Resolution.smallestP(3, 3)).isEqualTo(0.1);
    assertThat(Resolution.smallestP(1, 1)).isEqualTo(1);
    for (int first = 1; first < 8; first++) {
      for (int second = 1; second < 8; second++) {
        double[] ours = IntStream.range(0, first).asDoubleStream().toArray();
        double[] theirs = IntStream.range(10, 10 + second).asDoubleStream().toArray();

        assertThat(Resolution.smallestP(first, second))
            .isCloseTo(MannWhitney.of(ours, theirs).p(), within(1e-12));
      }
    }
  }

  @Test
  void fourAnArmAreNeededAndFiveForSixPairs() {
    assertThat(USUAL.smallestArm()).isEqualTo(4);
    assertThat(new Resolution(0.05 / 6, 0.8, 1).smallestArm()).isEqualTo(5);
    assertThat(new Resolution(0.1, 0.8, 1).smallestArm()).isEqualTo(3);
  }

  @Test
  void threeAgainstThreeCannotShowAnyDifference() {
    assertThat(USUAL.smallestDifference(UNIT, UNIT))
        .isEqualTo(
            new Smallest.Nothing("3 against 3 trials cannot give p below 0.10, even wholly apart"));
  }

  @Test
  void numbersOfTrialsAreThoseOfCohensTable() {
    // Cohen 1988, table 2.4.1: two-sided 5 %, power 80 %, differences in standard deviations.
    assertThat(USUAL.trialsFor(0.5, UNIT, UNIT)).hasValue(64);
    assertThat(USUAL.trialsFor(-0.8, UNIT, UNIT)).hasValue(26);
    assertThat(USUAL.trialsFor(1, UNIT, UNIT)).hasValue(17);
  }

  @Test
  void thePermutationTestShowsTheSmallestDifferenceAsOftenAsPromised() {
    var random = new Random(50);
    for (int arm : new int[] {4, 5, 8}) {
      double[] seen = Draws.normal(random, arm, 0);
      double deviation = Sample.standardDeviation(seen);
      double shift = ((Smallest.Difference) USUAL.smallestDifference(seen, seen)).size();
      int shown = 0;
      for (int round = 0; round < 1_000; round++) {
        double[] first = Draws.mapped(Draws.normal(random, arm, 0), v -> v * deviation + shift);
        double[] second = Draws.mapped(Draws.normal(random, arm, 0), v -> v * deviation);
        shown += PermutationTest.ofMeans(first, second, 1).p() <= 0.05 ? 1 : 0;
      }
      assertThat(shown / 1_000.0).as("%d an arm", arm).isBetween(0.76, 0.84);
    }
  }

  @Test
  void theSmallestDifferenceGrowsWithTheSpread() {
    double[] wide = {-1, 0.5, 1, 2};
    double[] wider = Draws.mapped(wide, value -> value * 3);

    double once = ((Smallest.Difference) USUAL.smallestDifference(wide, wide)).size();
    double thrice = ((Smallest.Difference) USUAL.smallestDifference(wider, wider)).size();
    assertThat(thrice).isCloseTo(3 * once, within(1e-6));
  }

  @Test
  void aDifferenceThatFewTrialsShowNeedsNoMore() {
    double[] seen = {-1, 0.5, 1, 2, 0};
    double size = ((Smallest.Difference) USUAL.smallestDifference(seen, seen)).size();

    assertThat(USUAL.trialsFor(size, seen, seen)).hasValue(5);
    assertThat(USUAL.trialsFor(size * 0.9, seen, seen).orElseThrow()).isGreaterThan(5);
  }

  @Test
  void noFewerTrialsThanTheTestCanUse() {
    assertThat(USUAL.trialsFor(1_000, UNIT, UNIT)).hasValue(4);
    double[] same = {2, 2};
    assertThat(USUAL.trialsFor(0.1, same, same)).hasValue(4);
  }

  @Test
  void noDifferenceIsNeverShown() {
    assertThat(USUAL.trialsFor(0, UNIT, UNIT)).isEmpty();
    assertThat(USUAL.trialsFor(1e-6, UNIT, UNIT)).isEmpty();
  }

  @Test
  void withoutSpreadNothingIsTold() {
    double[] same = {2, 2, 2, 2};
    assertThat(USUAL.smallestDifference(same, same))
        .isEqualTo(new Smallest.Nothing("no arm shows any spread"));
    assertThat(USUAL.smallestDifference(new double[] {1}, new double[50]))
        .isEqualTo(new Smallest.Nothing("one value shows nothing of its spread"));
  }

  @Test
  void levelsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new Resolution(0, 0.8, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Resolution(0.05, 0.4, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Resolution.smallestP(0, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> USUAL.trialsFor(Double.NaN, UNIT, UNIT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
