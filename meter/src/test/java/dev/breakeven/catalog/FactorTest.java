package dev.breakeven.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.unit.Usd;
import org.junit.jupiter.api.Test;

class FactorTest {
  @Test
  void aFactorIsExact() {
    assertThat(Factor.of("us", "1.1").times(new Usd(6_250_000))).isEqualTo(new Usd(6_875_000));
    assertThat(Factor.of("batch", "0.50")).isEqualTo(new Factor(5, 10));
    assertThat(Factor.of("fast", "2.0")).isEqualTo(new Factor(2, 1));
  }

  @Test
  void factorsStack() {
    Factor both = Factor.of("us", "1.1").times(Factor.of("fast", "2"));

    assertThat(both).hasToString("2.2");
    assertThat(both.times(Factor.ONE)).isEqualTo(both);
  }

  @Test
  void whatIsLessThanAPicodollarIsRoundedHalfUp() {
    assertThat(Factor.of("f", "0.5").times(new Usd(3))).isEqualTo(new Usd(2));
    assertThat(Factor.of("f", "0.25").times(new Usd(1))).isEqualTo(new Usd(0));
  }

  @Test
  void aFactorIsShownAsItIsWritten() {
    assertThat(Factor.of("f", "0.05")).hasToString("0.05");
    assertThat(Factor.of("f", "12")).hasToString("12");
  }
}
