package dev.breakeven.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UsdTest {
  @Test
  void oneTokenAtFiveDollarsAMillionIsFiveMillionPicodollars() {
    assertThat(Usd.of(new BigDecimal("5").movePointLeft(6))).isEqualTo(new Usd(5_000_000));
  }

  @Test
  void equalAmountsAreEqualHoweverWritten() {
    assertThat(Usd.of("1.0")).isEqualTo(Usd.of("1.00")).isEqualTo(Usd.of("1e0"));
  }

  @Test
  void anAmountBelowAPicodollarIsRefused() {
    assertThatThrownBy(() -> Usd.of("0.0000000000001")).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void leavingTheRangeIsAnErrorAndNeverAWrongNumber() {
    var most = new Usd(Long.MAX_VALUE);
    assertThatThrownBy(() -> most.plus(new Usd(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Usd(Long.MIN_VALUE).minus(new Usd(1)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Usd.of("9223373")).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void partsOfAnAmountAddUpToIt() {
    Usd[] parts = Usd.of("0.10").allocate(1, 1, 1);

    assertThat(parts[0].plus(parts[1]).plus(parts[2])).isEqualTo(Usd.of("0.10"));
    assertThat(parts[0]).isEqualTo(new Usd(33_333_333_334L));
  }

  @Test
  void isShownExactlyOrRounded() {
    assertThat(Usd.of("0.5790")).hasToString("0.579");
    assertThat(Usd.of("100")).hasToString("100");
    assertThat(Usd.ZERO).hasToString("0");
    assertThat(Usd.of("0.575").rounded(2)).isEqualTo("0.58");
    assertThat(Usd.of("-1.2").rounded(2)).isEqualTo("-1.20");
  }

  @Test
  void isShownAsTheDecimalNumberItIs() {
    var random = new Random(5);
    for (int round = 0; round < 5_000; round++) {
      var amount = new Usd(random.nextLong() >> random.nextInt(64));
      int places = random.nextInt(13);
      assertThat(new BigDecimal(amount.toString())).isEqualByComparingTo(amount.dollars());
      assertThat(amount.toString()).doesNotEndWith(".").doesNotMatch(".*\\..*0");
      assertThat(amount.rounded(places))
          .isEqualTo(amount.dollars().setScale(places, RoundingMode.HALF_UP).toPlainString());
    }
    assertThat(new Usd(Long.MIN_VALUE)).hasToString("-9223372.036854775808");
    assertThat(new Usd(-1)).hasToString("-0.000000000001");
    assertThat(new Usd(-1).rounded(2)).isEqualTo("0.00");
    assertThat(new Usd(Long.MIN_VALUE).rounded(0)).isEqualTo("-9223372");
  }

  @Test
  void amountsAreOrdered() {
    assertThat(Usd.of("-1")).isLessThan(Usd.ZERO);
    assertThat(Usd.of("0.10")).isLessThan(Usd.of("0.2"));
  }
}
