package dev.breakeven.study.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.breakeven.stats.Resolution;
import dev.breakeven.study.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final List<TrialMeasures> TRIALS =
      List.of(
          Trials.measured("A", 1, true, "1"),
          Trials.measured("A", 2, true, "2"),
          Trials.measured("A", 3, true, "3"),
          Trials.measured("A", 4, false, "4"),
          Trials.measured("B", 1, true, "11"),
          Trials.measured("B", 2, true, "12"),
          Trials.measured("B", 3, true, "13"));

  @Test
  void aSolveIsChargedWithAllFailures() {
    var costs = cell(compare(TrialSelection.SOLVED, TRIALS), "A").costs().orElseThrow();

    assertThat(costs.mean().value()).isEqualTo(2);
    assertThat(costs.perSuccess().value()).isCloseTo(10 / 3.0, within(1e-12));
  }

  @Test
  void failuresCanCountInMeansToo() {
    var cell = cell(compare(TrialSelection.ALL, TRIALS), "A");

    assertThat(cell.costs().orElseThrow().mean().value()).isEqualTo(2.5);
    assertThat(cell.pace().orElseThrow().turns()).isEqualTo(2.5);
    assertThat(cell.rate().of().rate()).isEqualTo(0.75);
  }

  @Test
  void differencesAreTheSecondArmLessTheFirst() {
    var pair = compare(TrialSelection.SOLVED, TRIALS).pairs().getFirst();

    assertThat(pair.pair()).isEqualTo(new PairFigures.Pair("T1", "A", "B"));
    assertThat(pair.difference().value()).isEqualTo(10);
    assertThat(pair.delta().delta()).isEqualTo(1);
    assertThat(pair.tests().permutation().p()).isEqualTo(0.1);
    assertThat(pair.tests().ranks().p()).isEqualTo(0.1);
    assertThat(pair.tests().approximate()).isCloseTo(0.0495, within(0.0001));
    assertThat(pair.reach().smallest()).isInstanceOf(Resolution.Smallest.Nothing.class);
    assertThat(pair.reach().trials().orElseThrow()).isEqualTo(4);
  }

  @Test
  void everyPairShownIsInOneFamily() {
    var trials = new ArrayList<>(TRIALS);
    for (var trial : TRIALS) {
      trials.add(
          new TrialMeasures(
              new Trial(trial.trial().arm(), "T2", trial.trial().number()),
              trial.solved(),
              trial.cost(),
              trial.seconds(),
              trial.turns()));
    }

    assertThat(compare(TrialSelection.SOLVED, trials).pairs())
        .extracting(pair -> pair.tests().holm())
        .containsExactly(0.2, 0.2);
  }

  @Test
  void aTrialWithoutAPriceLeavesItsCellWithoutCosts() {
    var trials = new ArrayList<>(TRIALS);
    trials.add(new TrialMeasures(new Trial("B", "T1", 4), true, Optional.empty(), 1, 1));

    var comparison = compare(TrialSelection.SOLVED, trials);

    assertThat(cell(comparison, "B").costs()).isEmpty();
    assertThat(cell(comparison, "B").pace()).isPresent();
    assertThat(comparison.pairs()).isEmpty();
    assertThat(comparison.fronts()).containsEntry("T1", List.of("A"));
  }

  @Test
  void theFrontHoldsWhatNoOtherBeats() {
    var trials = new ArrayList<>(TRIALS);
    trials.add(Trials.measured("C", 5, true, "20"));

    // B succeeds always where A fails once; C is dearer and slower than B.
    assertThat(compare(TrialSelection.SOLVED, trials).fronts())
        .containsEntry("T1", List.of("A", "B"));
  }

  private static Comparison compare(TrialSelection over, List<TrialMeasures> trials) {
    return Comparison.of(
        List.of("A", "B", "C"), List.of("T1", "T2"), trials, ComparisonSettings.usual(over, 1));
  }

  private static CellFigures cell(Comparison comparison, String arm) {
    return comparison.cell(arm, "T1").orElseThrow();
  }
}
