package dev.breakeven.study.comparison;

import dev.breakeven.stats.Holm;
import dev.breakeven.stats.Objective;
import dev.breakeven.stats.Pareto;
import dev.breakeven.study.comparison.PairFigures.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Arms compared on every task they have in common.
///
/// @param settings how
/// @param cells every cell that has a trial, task by task, arms in the order given
/// @param pairs every pair of arms on every task, corrected together; without pairs of which a cost
///   is not known
/// @param fronts per task the arms that no other beats in cost per success, success and time at
///   once; an arm that solved nothing is none of them
public record Comparison(
    ComparisonSettings settings,
    List<CellFigures> cells,
    List<PairFigures> pairs,
    Map<String, List<String>> fronts) {
  /// Takes immutable copies.
  public Comparison {
    cells = List.copyOf(cells);
    pairs = List.copyOf(pairs);
    fronts = Map.copyOf(fronts);
  }

  /// Compares `arms` on `tasks` by `trials`; others are left out.
  public static Comparison of(
      List<String> arms,
      List<String> tasks,
      List<TrialMeasures> trials,
      ComparisonSettings settings) {
    var cells = new ArrayList<CellFigures>();
    var pairs = new ArrayList<PairFigures>();
    var fronts = new LinkedHashMap<String, List<String>>();
    for (var task : tasks) {
      var row = new ArrayList<CellFigures>();
      for (var arm : arms) {
        var own =
            trials.stream()
                .filter(trial -> trial.trial().arm().equals(arm))
                .filter(trial -> trial.trial().task().equals(task))
                .toList();
        if (!own.isEmpty()) {
          row.add(CellFigures.of(own, settings));
        }
      }
      pairs.addAll(pairs(task, row, settings));
      fronts.put(task, front(row));
      cells.addAll(row);
    }
    return new Comparison(settings, cells, corrected(pairs), fronts);
  }

  /// The cell of `arm` on `task`, if it has a trial.
  public Optional<CellFigures> cell(String arm, String task) {
    return cells.stream()
        .filter(cell -> cell.arm().equals(arm) && cell.task().equals(task))
        .findFirst();
  }

  private static List<PairFigures> pairs(
      String task, List<CellFigures> row, ComparisonSettings settings) {
    var pairs = new ArrayList<PairFigures>();
    for (int i = 0; i < row.size(); i++) {
      for (int j = i + 1; j < row.size(); j++) {
        var pair = new Pair(task, row.get(i).arm(), row.get(j).arm());
        var first = row.get(i).costs();
        var second = row.get(j).costs();
        if (first.isPresent() && second.isPresent()) {
          pairs.add(PairFigures.of(pair, first.get().values(), second.get().values(), settings));
        }
      }
    }
    return pairs;
  }

  private static List<PairFigures> corrected(List<PairFigures> pairs) {
    var adjusted =
        Holm.adjust(pairs.stream().mapToDouble(pair -> pair.tests().permutation().p()).toArray());
    var corrected = new ArrayList<PairFigures>();
    for (int i = 0; i < adjusted.length; i++) {
      corrected.add(pairs.get(i).corrected(adjusted[i]));
    }
    return corrected;
  }

  private static List<String> front(List<CellFigures> row) {
    var complete =
        row.stream()
            .filter(cell -> cell.costs().isPresent() && cell.pace().isPresent())
            .filter(cell -> cell.rate().of().successes() > 0)
            .toList();
    return Pareto.front(
            complete,
            List.of(
                new Objective.Minimise<CellFigures>(
                    cell -> cell.costs().orElseThrow().perSuccess().value()),
                new Objective.Maximise<CellFigures>(cell -> cell.rate().of().rate()),
                new Objective.Minimise<CellFigures>(cell -> cell.pace().orElseThrow().seconds())))
        .stream()
        .map(CellFigures::arm)
        .toList();
  }
}
