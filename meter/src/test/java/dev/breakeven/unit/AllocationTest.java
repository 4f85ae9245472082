package dev.breakeven.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AllocationTest {
  @Test
  void partsAddUpAndStayWithinOneUnitOfTheirShare() {
    var random = new Random(11);
    for (int round = 0; round < 2_000; round++) {
      long whole = random.nextLong() >> random.nextInt(63);
      long[] weights = weights(random);
      long[] parts = Allocation.split(whole, weights);

      assertThat(sum(parts)).isEqualTo(BigInteger.valueOf(whole));
      BigInteger all = sum(weights);
      for (int i = 0; i < parts.length; i++) {
        BigDecimal share =
            new BigDecimal(BigInteger.valueOf(whole).multiply(BigInteger.valueOf(weights[i])))
                .divide(new BigDecimal(all), 30, RoundingMode.HALF_EVEN);
        assertThat(new BigDecimal(parts[i]).subtract(share).abs()).isLessThan(BigDecimal.ONE);
      }
    }
  }

  @Test
  void aPartWithoutWeightGetsNothing() {
    assertThat(Allocation.split(10, 0, 3, 0, 3, 3)).containsExactly(0, 4, 0, 3, 3);
  }

  @Test
  void tiesGoToTheLowerIndex() {
    assertThat(Allocation.split(5, 1, 1, 1)).containsExactly(2, 2, 1);
    assertThat(Allocation.split(-5, 1, 1, 1)).containsExactly(-2, -2, -1);
  }

  @Test
  void theExtremesOfLongAreSplit() {
    assertThat(Allocation.split(Long.MIN_VALUE, 7)).containsExactly(Long.MIN_VALUE);
    assertThat(Allocation.split(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE))
        .containsExactly(Long.MAX_VALUE / 2 + 1, Long.MAX_VALUE / 2);
  }

  @Test
  void negativeAndMissingWeightsAreRefused() {
    assertThatThrownBy(() -> Allocation.split(1, 2, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected weights of 0 or more, got -1");
    assertThatThrownBy(() -> Allocation.split(1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least one positive weight among 2");
    assertThatThrownBy(() -> Allocation.split(1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static long[] weights(Random random) {
    var weights = new long[1 + random.nextInt(20)];
    Arrays.setAll(weights, i -> random.nextInt(4) == 0 ? 0 : random.nextLong() >>> 1);
    weights[random.nextInt(weights.length)] = 1L + random.nextInt(1_000);
    return weights;
  }

  private static BigInteger sum(long... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
