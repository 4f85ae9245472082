package dev.breakeven.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokensTest {
  @Test
  void fewerThanNoneIsRefused() {
    assertThatThrownBy(() -> new Tokens(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 0 tokens or more, got -1");
  }

  @Test
  void partsAddUp() {
    assertThat(new Tokens(100).allocate(1, 2, 4))
        .containsExactly(new Tokens(14), new Tokens(29), new Tokens(57));
  }

  @Test
  void aSumOutOfRangeIsAnError() {
    assertThatThrownBy(() -> new Tokens(Long.MAX_VALUE).plus(new Tokens(1)))
        .isInstanceOf(ArithmeticException.class);
  }
}
