package dev.breakeven.report;

import dev.breakeven.attribution.Difference;
import dev.breakeven.stats.Interval;
import dev.breakeven.stats.Resolution;
import dev.breakeven.study.comparison.CellFigures;
import dev.breakeven.study.comparison.Comparison;
import dev.breakeven.study.comparison.PairFigures;
import dev.breakeven.trace.Known;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A comparison of arms for people: sentences first, tables after.
public final class ComparisonReport {
  private static final double LEVEL = 0.05;

  private final Results results;
  private final Comparison comparison;
  private final View view;

  /// What of a comparison is shown.
  ///
  /// @param prices what the costs are, in words: `at the prices of 2026-07-01`
  /// @param approximate whether the normal approximation stands beside the exact rank test
  /// @param gaps per task why the second of two named arms costs more than the first; empty where
  ///   no two are named
  public record View(String prices, boolean approximate, Map<String, Difference> gaps) {
    /// Takes an immutable copy, the order kept.
    public View {
      gaps = Collections.unmodifiableMap(new LinkedHashMap<>(gaps));
    }
  }

  /// A report on `comparison` of `results`.
  public ComparisonReport(Results results, Comparison comparison, View view) {
    this.results = results;
    this.comparison = comparison;
    this.view = view;
  }

  /// The whole report.
  public String text() {
    if (comparison.cells().isEmpty()) {
      return "No trial that counts has ended yet.\n";
    }
    return heading() + "\n" + sentences() + "\n" + cells() + "\n" + costs() + pairs();
  }

  private String heading() {
    var over =
        switch (comparison.settings().over()) {
          case SOLVED -> "solved trials";
          case ALL -> "all trials, failures included";
        };
    return "%s · %s · costs %s%n".formatted(results.study().id(), results.source(), view.prices())
        + "Medians, means and tests over %s; a solve is charged with all failures.%n"
            .formatted(over);
  }

  private String sentences() {
    var lines = new ArrayList<String>();
    for (var task : results.study().tasks()) {
      var row =
          comparison.cells().stream()
              .filter(cell -> cell.task().equals(task))
              .filter(cell -> cell.costs().isPresent())
              .sorted(Comparator.comparingDouble(cell -> perSuccess(cell)))
              .toList();
      if (row.size() > 1) {
        lines.add(
            "%s: a solve costs %s.%s"
                .formatted(
                    task,
                    row.stream().map(this::solve).collect(Collectors.joining(", ")),
                    front(comparison.fronts().getOrDefault(task, List.of()))));
      }
      var gap = view.gaps().get(task);
      if (gap != null) {
        lines.add("  " + gap(task, gap));
      }
    }
    lines.addAll(reach());
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static double perSuccess(CellFigures cell) {
    return cell.costs().orElseThrow().perSuccess().value();
  }

  private String solve(CellFigures cell) {
    return cell.rate().of().successes() == 0
        ? cell.arm() + " solved none"
        : "%s %s%s USD"
            .formatted(
                cell.arm(),
                results.facts().how() == Known.AT_LEAST ? "at least " : "",
                Figures.usd(perSuccess(cell)));
  }

  private static String front(List<String> arms) {
    return arms.isEmpty()
        ? ""
        : " Not beaten in cost, success and time at once: " + String.join(", ", arms) + ".";
  }

  private String gap(String task, Difference gap) {
    var figures =
        comparison.pairs().stream()
            .filter(one -> one.pair().task().equals(task))
            .findFirst()
            .orElseThrow();
    var pair = figures.pair();
    double total = gap.total().dollars().doubleValue();
    return "A trial of %s costs %s USD %s on average than one of %s: %s."
        .formatted(
            pair.second(),
            Figures.usd(Math.abs(total)),
            total < 0 ? "less" : "more",
            pair.first(),
            Reasons.of(gap, figures.difference()).stream()
                .map(reason ->
                    "%s %s%s"
                        .formatted(
                            reason.words(),
                            Figures.signed(reason.dollars()),
                            reason
                                .share()
                                .map(share -> " (" + Figures.percent(share) + ")")
                                .orElse("")))
                .collect(Collectors.joining(", ")));
  }

  /// What so few trials could not have shown: of the exact tests, by their sizes alone; cells that
  /// show no spread are another matter.
  private List<String> reach() {
    var lines = new ArrayList<String>();
    var blind =
        comparison.pairs().stream().filter(pair -> pair.reach().smallestP() > LEVEL).toList();
    if (!blind.isEmpty()) {
      double least = blind.stream().mapToDouble(pair -> pair.reach().smallestP()).min().orElse(1);
      boolean told = blind.stream().anyMatch(pair -> pair.reach().trials().isPresent());
      lines.add(
          "%d of %d pairs could not have shown any difference at 5 %%: so few trials give %s at best.%s"
              .formatted(
                  blind.size(),
                  comparison.pairs().size(),
                  Figures.saidP(least),
                  told ? " The last column says how many would do." : ""));
    }
    long still =
        comparison.pairs().stream()
            .filter(pair -> pair.reach().smallestP() <= LEVEL)
            .filter(pair -> pair.reach().smallest() instanceof Resolution.Smallest.Nothing)
            .count();
    if (still > 0) {
      lines.add(
          "%d of %d pairs show no spread within an arm, so what they could have shown cannot be said."
              .formatted(still, comparison.pairs().size()));
    }
    return lines;
  }

  private String cells() {
    var table =
        new TextTable(
            2,
            List.of(
                "arm",
                "task",
                "solved",
                "rate 95 %",
                "seconds",
                "turns",
                "median USD",
                "USD a solve",
                "95 %"));
    for (var cell : comparison.cells()) {
      var rate = cell.rate();
      table.row(
          List.of(
              cell.arm(),
              cell.task(),
              rate.of().successes() + "/" + rate.of().trials(),
              rate(rate.interval()),
              cell.pace().map(pace -> Figures.number(pace.seconds(), 0)).orElse("–"),
              cell.pace().map(pace -> Figures.number(pace.turns(), 0)).orElse("–"),
              cell.costs().map(costs -> Figures.usd(costs.median().value())).orElse("–"),
              cell.costs().map(costs -> Figures.usd(costs.perSuccess().value())).orElse("–"),
              cell.costs().map(costs -> Figures.usd(costs.perSuccess().confidence())).orElse("–")));
    }
    return table.text();
  }

  private static String rate(Interval interval) {
    return Figures.percent(interval.low()) + " … " + Figures.percent(interval.high());
  }

  private String costs() {
    var table =
        new TextTable(
            2,
            List.of("arm", "task", "n", "median", "BCa 95 %", "mean", "BCa 95 %", "Student 95 %"));
    boolean few = false;
    for (var cell : comparison.cells()) {
      if (cell.costs().isPresent()) {
        var costs = cell.costs().get();
        few |= costs.sample().size() < 20;
        table.row(
            List.of(
                cell.arm(),
                cell.task(),
                Integer.toString(costs.sample().size()),
                Figures.usd(costs.median().value()),
                Figures.usd(costs.median().confidence()),
                Figures.usd(costs.mean().value()),
                Figures.usd(costs.mean().confidence()),
                Figures.usd(costs.student().confidence())));
      }
    }
    return "Dollars a trial%s:%n%n"
            .formatted(
                few
                    ? "; below 20 trials BCa intervals are too short and Student's are to be read"
                    : "")
        + table.text();
  }

  private String pairs() {
    if (comparison.pairs().isEmpty()) {
      return "";
    }
    var heads =
        new ArrayList<>(
            List.of("task", "pair", "mean diff.", "Welch 95 %", "Cliff δ", "p means", "Holm"));
    heads.add("p ranks");
    if (view.approximate()) {
      heads.add("p approx.");
    }
    heads.add("shows from");
    heads.add("trials to show it");
    var table = new TextTable(2, heads);
    for (var pair : comparison.pairs()) {
      table.row(pair(pair));
    }
    return "%nPairs, the second arm less the first: plus means that the second is more expensive. p means: permutation test, exact; Holm: corrected over all %d pairs;%n"
            .formatted(comparison.pairs().size())
        + "p ranks: Mann–Whitney, exact"
        + (view.approximate()
            ? "; p approx.: the same by the normal approximation without correction, to compare"
                + " with printed figures"
            : "")
        + ".\n"
        + "Shows from: the smallest true difference in means that so many trials show with a chance"
        + " of 80 %, at 5 %.\n\n"
        + table.text();
  }

  private List<String> pair(PairFigures pair) {
    var cells =
        new ArrayList<>(
            List.of(
                pair.pair().task(),
                pair.pair().first() + "–" + pair.pair().second(),
                Figures.signed(pair.difference().value()),
                Figures.signed(pair.difference().confidence()),
                "%+.2f".formatted(pair.delta().delta()),
                Figures.p(pair.tests().permutation().p()),
                Figures.p(pair.tests().holm()),
                Figures.p(pair.tests().ranks().p())));
    if (view.approximate()) {
      cells.add(Figures.p(pair.tests().approximate()));
    }
    cells.add(
        switch (pair.reach().smallest()) {
          case Resolution.Smallest.Difference(var size) -> Figures.usd(size);
          case Resolution.Smallest.Nothing _ -> "–";
        });
    var trials = pair.reach().trials();
    cells.add(trials.isEmpty() ? "–" : trials.getAsInt() + " an arm");
    return cells;
  }
}
