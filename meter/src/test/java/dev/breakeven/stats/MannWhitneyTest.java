package dev.breakeven.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MannWhitneyTest {
  @Test
  void threeAgainstThreeWhollyApartIsOneInTen() {
    var test = MannWhitney.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});

    assertThat(test.u()).isZero();
    assertThat(test.p()).isEqualTo(0.1);
    assertThat(test.test().basis()).isEqualTo(new Basis.Exact(20));
    assertThat(test.approximate(Correction.NONE)).isCloseTo(0.0495, within(0.00005));
  }

  @Test
  void uIsAsTabledForTenAgainstTen() {
    // U = 23 is the largest that is significant at 5 % two-sided in Mann and Whitney's tables.
    assertThat(withoutTies(10, 10, 23).p()).isCloseTo(0.0433, within(0.00005)).isLessThan(0.05);
    assertThat(withoutTies(10, 10, 24).p()).isGreaterThan(0.05);
  }

  @Test
  void countingAgreesWithEveryArrangementOneByOne() {
    var random = new Random(20);
    for (int round = 0; round < 300; round++) {
      double[] first = Draws.coarse(random, 1 + random.nextInt(6), 1 + random.nextInt(8));
      double[] second = Draws.coarse(random, 1 + random.nextInt(6), 1 + random.nextInt(8));

      double expected = Draws.extreme(first, second, MannWhitneyTest::distance);

      assertThat(MannWhitney.of(first, second).p()).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void armsCanBeSwappedAndOnlyOrderMatters() {
    var random = new Random(21);
    for (int round = 0; round < 100; round++) {
      double[] first = Draws.coarse(random, 1 + random.nextInt(20), 9);
      double[] second = Draws.coarse(random, 1 + random.nextInt(20), 9);
      var test = MannWhitney.of(first, second);
      var swapped = MannWhitney.of(second, first);
      var stretched =
          MannWhitney.of(Draws.mapped(first, Math::exp), Draws.mapped(second, Math::exp));

      assertThat(swapped.p()).isCloseTo(test.p(), within(1e-12));
      assertThat(swapped.u()).isEqualTo(first.length * second.length - test.u());
      assertThat(stretched).isEqualTo(test);
      assertThat(test.p()).isBetween(Resolution.smallestP(first.length, second.length) / 2, 1.0);
    }
  }

  @Test
  void equalValuesShowNothing() {
    var test = MannWhitney.of(new double[] {2, 2}, new double[] {2, 2, 2});

    assertThat(test.u()).isEqualTo(3);
    assertThat(test.p()).isEqualTo(1);
    for (var correction : Correction.values()) {
      assertThat(test.approximate(correction)).isEqualTo(1);
    }
  }

  @Test
  void minusZeroIsTiedWithZero() {
    assertThat(MannWhitney.of(new double[] {-0.0}, new double[] {0.0}).u()).isEqualTo(0.5);
    assertThat(MannWhitney.of(new double[] {0.0, -0.0, 1}, new double[] {-0.0, 0.0}).ties())
        .isEqualTo(60);
  }

  @Test
  void oneAgainstOneShowsNothing() {
    assertThat(MannWhitney.of(new double[] {1}, new double[] {2}).p()).isEqualTo(1);
  }

  @Test
  void approximationApproachesTheExactAndNamesItself() {
    var random = new Random(22);
    double[] first = Draws.normal(random, 50, 0.3);
    double[] second = Draws.normal(random, 50, 0);
    var test = MannWhitney.of(first, second);

    assertThat(test.test().basis()).isInstanceOf(Basis.Exact.class);
    assertThat(test.approximate(Correction.TIES_AND_CONTINUITY)).isCloseTo(test.p(), within(0.002));

    var large = MannWhitney.of(Draws.normal(random, 2_000, 0.1), Draws.normal(random, 2_000, 0));
    assertThat(large.test().basis()).isEqualTo(new Basis.Approximate(Correction.TIES));
    assertThat(large.p()).isEqualTo(large.approximate(Correction.TIES));
  }

  @Test
  void correctionsAreThoseOfTheFormula() {
    // Two values tied of six: variance 9/12 · (7 − 6/30) = 5.1 instead of 5.25, distance 2.5.
    var test = MannWhitney.of(new double[] {1, 1, 5}, new double[] {4, 6, 4.5});

    assertThat(test.ties()).isEqualTo(6);
    assertThat(test.u()).isEqualTo(2);
    assertThat(test.approximate(Correction.NONE))
        .isCloseTo(Normal.twoSided(2.5 / Math.sqrt(5.25)), within(1e-12));
    assertThat(test.approximate(Correction.TIES)).isCloseTo(0.268286, within(1e-6));
    assertThat(test.approximate(Correction.TIES_AND_CONTINUITY)).isCloseTo(0.375825, within(1e-6));
  }

  @Test
  void emptyArmsAreRefused() {
    assertThatThrownBy(() -> MannWhitney.of(new double[0], new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Arms of these sizes with the given U and no ties.
  private static MannWhitney withoutTies(int first, int second, int u) {
    double[] theirs = IntStream.range(0, second).asDoubleStream().toArray();
    var ours = new double[first];
    int left = u;
    for (int i = 0; i < first; i++) {
      int beaten = Math.min(second, left);
      ours[i] = beaten - 0.5 - i / 100.0;
      left -= beaten;
    }
    var test = MannWhitney.of(ours, theirs);
    assertThat(test.u()).isEqualTo(u);
    return test;
  }

  /// Twice the distance of U from its mean, pair by pair.
  private static long distance(double[] first, double[] second) {
    long balance = 0;
    for (double one : first) {
      for (double other : second) {
        balance += Double.compare(one, other);
      }
    }
    return Math.abs(balance);
  }
}
