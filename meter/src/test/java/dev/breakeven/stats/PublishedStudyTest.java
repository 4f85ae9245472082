package dev.breakeven.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The published p-values of *The Free-Executor Paradox* (K. Imoto, 2026, DOI
/// 10.5281/zenodo.20978074), from the cost in dollars of its successful trials.
class PublishedStudyTest {
  private static final Map<String, double[]> COSTS =
      Map.ofEntries(
          Map.entry("A1", new double[] {1.240003, 1.842089, 1.736581}),
          Map.entry("A2", new double[] {0.856063, 1.143898, 1.10861}),
          Map.entry("A3", new double[] {0.170234, 0.170234, 0.425471}),
          Map.entry("B1", new double[] {2.600462, 2.052053, 2.272792}),
          Map.entry("B2", new double[] {1.381767, 1.203796, 1.484611}),
          Map.entry("B3", new double[] {0.41791, 0.703969, 0.424502}),
          Map.entry("C1", new double[] {1.077752, 2.065895, 1.670075}),
          Map.entry("C2", new double[] {0.91509, 0.911869, 1.434682}),
          Map.entry("C3", new double[] {0.346099, 0.381867, 0.433085}),
          Map.entry("D1", new double[] {0.192602, 0.303442, 0.431838}),
          Map.entry("D2", new double[] {0.311325, 0.226875, 0.233068}),
          Map.entry("D3", new double[] {0.083419, 0.070052, 0.075699}));

  /// A pair of arms, its published p-values on the three tasks, and the exact ones.
  private record Row(String pair, List<Double> published, List<Double> exact) {}

  private static final List<Row> ROWS =
      List.of(
          row("AB", 0.050, 0.050, 0.275, 0.1, 0.1, 0.3),
          row("AC", 0.827, 0.827, 0.275, 1.0, 1.0, 0.3),
          row("AD", 0.050, 0.050, 0.050, 0.1, 0.1, 0.1),
          row("BC", 0.127, 0.275, 0.275, 0.2, 0.4, 0.4),
          row("BD", 0.050, 0.050, 0.050, 0.1, 0.1, 0.1),
          row("CD", 0.050, 0.050, 0.050, 0.1, 0.1, 0.1));

  @Test
  void publishedValuesComeFromTheApproximationWithoutAnyCorrection() {
    for (var row : ROWS) {
      for (int task = 0; task < 3; task++) {
        assertThat(test(row, task).approximate(Correction.NONE))
            .as("%s on task %d", row.pair, task + 1)
            .isCloseTo(row.published.get(task), within(0.0005));
      }
    }
  }

  @Test
  void noOtherVariantReproducesThem() {
    for (var correction : List.of(Correction.TIES, Correction.TIES_AND_CONTINUITY)) {
      int matching = 0;
      for (var row : ROWS) {
        for (int task = 0; task < 3; task++) {
          double p = test(row, task).approximate(correction);
          matching += Math.abs(p - row.published.get(task)) < 0.0005 ? 1 : 0;
        }
      }
      assertThat(matching).as("%s", correction).isLessThan(18);
    }
  }

  @Test
  void noExactValueIsBelowOneInTen() {
    for (var row : ROWS) {
      for (int task = 0; task < 3; task++) {
        assertThat(test(row, task).p())
            .as("%s on task %d", row.pair, task + 1)
            .isCloseTo(row.exact.get(task), within(1e-12));
      }
    }
  }

  private static MannWhitney test(Row row, int task) {
    return MannWhitney.of(cell(row, 0, task), cell(row, 1, task));
  }

  private static double[] cell(Row row, int side, int task) {
    return Objects.requireNonNull(COSTS.get(row.pair.charAt(side) + "" + (task + 1)));
  }

  private static Row row(String pair, Double... values) {
    var all = List.of(values);
    return new Row(pair, all.subList(0, 3), all.subList(3, 6));
  }
}
