package dev.breakeven.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.unit.Tokens;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTest {
  @Test
  void absentIsNotZero() {
    var local = new Usage(Map.of(TokenClass.UNCACHED, new Tokens(7)));

    assertThat(local.reported(TokenClass.READ)).isEmpty();
    assertThat(local.count(TokenClass.READ)).isZero();
    assertThat(Usage.of(7, 0, 0, 0, 0).reported(TokenClass.READ)).contains(Tokens.ZERO);
  }

  @Test
  void aSumKeepsAClassAbsentOnlyWhereNobodyReportedIt() {
    var one = new Usage(Map.of(TokenClass.UNCACHED, new Tokens(7)));
    var other = new Usage(Map.of(TokenClass.UNCACHED, new Tokens(1), TokenClass.READ, Tokens.ZERO));

    Usage sum = one.plus(other);

    assertThat(sum.count(TokenClass.UNCACHED)).isEqualTo(8);
    assertThat(sum.reported(TokenClass.READ)).contains(Tokens.ZERO);
    assertThat(sum.reported(TokenClass.OUTPUT)).isEmpty();
  }

  @Test
  void thePromptIsEverythingButTheAnswer() {
    assertThat(Usage.of(1, 20, 300, 4_000, 50_000).prompt()).isEqualTo(4_321);
  }

  @Test
  void isShownInTheOrderOfClasses() {
    assertThat(Usage.of(12, 0, 0, 3400, 55))
        .hasToString("uncached 12, write_5m 0, write_1h 0, read 3400, output 55");
    assertThat(Usage.NONE).hasToString("");
  }
}
