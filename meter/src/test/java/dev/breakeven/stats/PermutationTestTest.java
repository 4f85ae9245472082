package dev.breakeven.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PermutationTestTest {
  @Test
  void threeAgainstThreeWhollyApartIsOneInTen() {
    var test = PermutationTest.ofMeans(new double[] {4, 5, 6}, new double[] {1, 2, 3}, 1);

    assertThat(test.difference()).isEqualTo(3);
    assertThat(test.p()).isEqualTo(0.1);
    assertThat(test.basis()).isEqualTo(new Basis.Exact(20));
  }

  @Test
  void countingAgreesWithEveryArrangementInWholeNumbers() {
    var random = new Random(30);
    for (int round = 0; round < 300; round++) {
      double[] first = Draws.coarse(random, 1 + random.nextInt(6), 1 + random.nextInt(30));
      double[] second = Draws.coarse(random, 1 + random.nextInt(6), 1 + random.nextInt(30));
      double expected = Draws.extreme(first, second, PermutationTestTest::distance);

      // Tenths and thirds cannot be told exactly in binary; equal differences must stay equal.
      assertThat(scaled(first, second, 1, 0)).isCloseTo(expected, within(1e-12));
      assertThat(scaled(first, second, 0.1, 0)).isCloseTo(expected, within(1e-12));
      assertThat(scaled(first, second, -1 / 3.0, 0)).isCloseTo(expected, within(1e-12));
      assertThat(scaled(first, second, 0.1, 1e6)).isCloseTo(expected, within(1e-12));
      assertThat(scaled(second, first, 1e-9, 0)).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void sumsEqualButForRoundingAreTied() {
    // 0.1 + 0.2 is not 0.3 in binary, yet each deal of these has the same two means.
    assertThat(PermutationTest.ofMeans(new double[] {0.1, 0.2}, new double[] {0.3, 0.0}, 1).p())
        .isEqualTo(1);
  }

  @Test
  void onRanksItIsTheRankTest() {
    var random = new Random(31);
    for (int round = 0; round < 5; round++) {
      double[] ranks = shuffledRanks(random, 20);
      double[] first = Arrays.copyOf(ranks, 8);
      double[] second = Arrays.copyOfRange(ranks, 8, 20);

      assertThat(PermutationTest.ofMeans(first, second, 1).p())
          .isCloseTo(MannWhitney.of(first, second).p(), within(1e-12));
    }
  }

  @Test
  void drawnArrangementsComeCloseAndSayHowClose() {
    var random = new Random(32);
    double[] ranks = shuffledRanks(random, 24);
    double[] first = Arrays.copyOf(ranks, 12);
    double[] second = Arrays.copyOfRange(ranks, 12, 24);

    var test = PermutationTest.ofMeans(first, second, 33);

    assertThat(test.basis())
        .isInstanceOfSatisfying(
            Basis.Sampled.class,
            sampled -> {
              assertThat(sampled.draws()).isEqualTo(99_999);
              assertThat(sampled.standardError())
                  .isCloseTo(Math.sqrt(test.p() * (1 - test.p()) / 99_999), within(1e-12));
              assertThat(test.p())
                  .isCloseTo(
                      MannWhitney.of(first, second).p(), within(4 * sampled.standardError()));
            });
    assertThat(PermutationTest.ofMeans(first, second, 33)).isEqualTo(test);
    assertThat(PermutationTest.ofMeans(first, second, 34)).isNotEqualTo(test);
  }

  @Test
  void aDrawnPIsNeverZero() {
    double[] low = Draws.normal(new Random(35), 30, 0);
    double[] high = Draws.normal(new Random(36), 30, 100);

    assertThat(PermutationTest.ofMeans(low, high, 1).p()).isEqualTo(1e-5);
  }

  @Test
  void equalValuesShowNothing() {
    double[] same = new double[40];
    Arrays.fill(same, 0.1);

    assertThat(PermutationTest.ofMeans(new double[] {0.1, 0.1}, new double[] {0.1}, 1).p())
        .isEqualTo(1);
    assertThat(PermutationTest.ofMeans(same, same, 1).p()).isEqualTo(1);
    assertThat(PermutationTest.ofMeans(new double[] {1}, new double[] {9}, 1).p()).isEqualTo(1);
  }

  @Test
  void valuesThatAreNoNumbersAreRefused() {
    assertThatThrownBy(
            () -> PermutationTest.ofMeans(new double[] {1, Double.NaN}, new double[] {1}, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double scaled(double[] first, double[] second, double scale, double shift) {
    return PermutationTest.ofMeans(
            Draws.mapped(first, value -> value * scale + shift),
            Draws.mapped(second, value -> value * scale + shift),
            1)
        .p();
  }

  /// The difference in means times both sizes, in whole numbers.
  private static long distance(double[] first, double[] second) {
    long ours = (long) Arrays.stream(first).sum();
    long theirs = (long) Arrays.stream(second).sum();
    return Math.abs(ours * second.length - theirs * first.length);
  }

  private static double[] shuffledRanks(Random random, int size) {
    var ranks = new double[size];
    Arrays.setAll(ranks, i -> i + 1);
    for (int i = size - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double kept = ranks[i];
      ranks[i] = ranks[other];
      ranks[other] = kept;
    }
    return ranks;
  }
}
