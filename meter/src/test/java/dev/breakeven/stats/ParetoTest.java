package dev.breakeven.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.stats.Objective.Maximise;
import dev.breakeven.stats.Objective.Minimise;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParetoTest {
  private record Cell(String arm, double cost, double rate, double seconds) {}

  private static final Objective<Cell> COST = new Minimise<>(Cell::cost);
  private static final Objective<Cell> RATE = new Maximise<>(Cell::rate);
  private static final Objective<Cell> SECONDS = new Minimise<>(Cell::seconds);

  private static final Cell CHEAP = new Cell("cheap", 0.3, 0.75, 700);
  private static final Cell DEAR = new Cell("dear", 0.6, 1.0, 250);
  private static final Cell WORSE = new Cell("worse", 0.9, 0.75, 480);

  @Test
  void onlyWhatNothingBeatsRemainsInOrder() {
    assertThat(Pareto.front(List.of(WORSE, DEAR, CHEAP), List.of(COST, RATE)))
        .containsExactly(DEAR, CHEAP);
  }

  @Test
  void oneMoreObjectiveCanSaveOne() {
    var slow = new Cell("slow", 0.4, 0.75, 600);

    assertThat(Pareto.front(List.of(CHEAP, slow), List.of(COST, RATE))).containsExactly(CHEAP);
    assertThat(Pareto.front(List.of(CHEAP, slow), List.of(COST, RATE, SECONDS)))
        .containsExactly(CHEAP, slow);
  }

  @Test
  void equalsStayTogether() {
    var twin = new Cell("twin", 0.3, 0.75, 1);

    assertThat(Pareto.front(List.of(CHEAP, twin), List.of(COST, RATE)))
        .containsExactly(CHEAP, twin);
  }

  @Test
  void anInfiniteCostIsBeatenByAnyOther() {
    var never = new Cell("never", Double.POSITIVE_INFINITY, 0, 10);

    assertThat(Pareto.front(List.of(never, DEAR), List.of(COST, RATE))).containsExactly(DEAR);
    assertThat(Pareto.front(List.of(never), List.of(COST))).containsExactly(never);
  }

  @Test
  void noObjectiveAndNoNumberAreRefused() {
    assertThatThrownBy(() -> Pareto.front(List.of(CHEAP), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    var unknown = new Cell("unknown", Double.NaN, 1, 1);
    assertThatThrownBy(() -> Pareto.front(List.of(CHEAP, unknown), List.of(COST)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown");
  }
}
