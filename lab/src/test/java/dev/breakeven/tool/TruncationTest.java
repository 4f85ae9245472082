package dev.breakeven.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TruncationTest {
  @Test
  void aTextUpToTheLimitStays() {
    assertThat(new Truncation(4).cut("abcd")).isEqualTo("abcd");
    assertThat(new Truncation(4).cut("")).isEmpty();
  }

  @Test
  void aLongerTextKeepsItsEnds() {
    assertThat(new Truncation(4).cut("abcde")).isEqualTo("ab\n[... 1 characters left out ...]\nde");
    assertThat(new Truncation(5).cut("abcdefghij"))
        .isEqualTo("ab\n[... 5 characters left out ...]\nhij");
  }

  @Test
  void reportsKeepTheHalvesOfTheStudy() {
    String report = "a".repeat(3_000) + "b".repeat(3_000);

    assertThat(new Truncation(4_000).cut(report))
        .isEqualTo(
            "a".repeat(2_000) + "\n[... 2000 characters left out ...]\n" + "b".repeat(2_000));
  }

  @Test
  void noSurrogatePairIsSplit() {
    String faces = "\uD83D\uDE00".repeat(10);

    assertThat(new Truncation(6).cut(faces))
        .isEqualTo("\uD83D\uDE00\n[... 16 characters left out ...]\n\uD83D\uDE00");
  }

  @Test
  void aLimitWithoutTwoEndsIsRefused() {
    assertThatThrownBy(() -> new Truncation(1)).isInstanceOf(IllegalArgumentException.class);
  }
}
