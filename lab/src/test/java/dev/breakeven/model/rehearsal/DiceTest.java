package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiceTest {
  private static final int MANY = 20_000;

  private final Dice dice = new Dice(1, "profile", "task");

  @Test
  void chanceComesUpAtItsRate() {
    double share =
        (double) IntStream.range(0, MANY).filter(i -> dice.chance(0.2, "slip", i)).count() / MANY;

    assertThat(share).isCloseTo(0.2, within(0.015));
  }

  @Test
  void certainAndImpossibleAreExact() {
    assertThat(IntStream.range(0, MANY)).allMatch(i -> dice.chance(1, "sure", i));
    assertThat(IntStream.range(0, MANY)).noneMatch(i -> dice.chance(0, "never", i));
  }

  @Test
  void amountsKeepTheirMeanAndStayNearIt() {
    int[] drawn = IntStream.range(0, MANY).map(i -> dice.around(3.3, "looks", i)).toArray();

    assertThat(IntStream.of(drawn).average().orElseThrow()).isCloseTo(3.3, within(0.05));
    assertThat(IntStream.of(drawn)).allMatch(n -> n >= 1 && n <= 5);
  }

  @Test
  void sameQuestionGetsSameAnswer() {
    var again = new Dice(1, "profile", "task");

    assertThat(IntStream.range(0, 100))
        .allMatch(i -> dice.below(1000, "step", i) == again.below(1000, "step", i));
  }

  @Test
  void seedProfileAndTaskAllMatter() {
    assertThat(drawnBy(new Dice(2, "profile", "task"))).isNotEqualTo(drawnBy(dice));
    assertThat(drawnBy(new Dice(1, "other", "task"))).isNotEqualTo(drawnBy(dice));
    assertThat(drawnBy(new Dice(1, "profile", "other"))).isNotEqualTo(drawnBy(dice));
  }

  private static int[] drawnBy(Dice dice) {
    return IntStream.range(0, 20).map(i -> dice.below(1000, "step", i)).toArray();
  }
}
