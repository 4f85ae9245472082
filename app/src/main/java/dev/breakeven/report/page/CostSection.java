package dev.breakeven.report.page;

import dev.breakeven.report.chart.Axis;
import dev.breakeven.report.chart.Bars;
import dev.breakeven.report.chart.Range;
import dev.breakeven.report.chart.Scatter;
import dev.breakeven.report.page.Section.Figure;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.report.page.Table.Cell;
import dev.breakeven.stats.Confidence;
import dev.breakeven.stats.Estimate;
import dev.breakeven.stats.Interval;
import dev.breakeven.study.TrialRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Cost against success, cost against time, and what a success costs.
final class CostSection {
  private static final double ROOM = 1.05;
  private static final double FAR = 3;

  private final ReportData evidence;
  private final List<CellSummary> priced;

  CostSection(ReportData evidence) {
    this.evidence = evidence;
    this.priced = evidence.cells().stream().filter(cell -> cell.money().isPresent()).toList();
  }

  Section section() {
    var words =
        new ArrayList<>(
            List.of(
                "Below and to the left is cheap and quick; above is successful. Lines are 95 %"
                    + " intervals; where there is none for a cost, too few trials were made to give"
                    + " one. The interval of a success rate is wide because trials are few."));
    if (priced.size() < evidence.cells().size()) {
      words.add("Cells with a call of unknown price are left out of these pictures.");
    }
    return new Section(
        "cost",
        "Cost, success and time",
        words,
        priced.isEmpty() ? List.of() : List.of(success(), time(), perSuccess()),
        List.of());
  }

  private double most(ToDoubleFunction<CellSummary> value, String task) {
    return priced.stream()
        .filter(cell -> cell.task().equals(task))
        .mapToDouble(value)
        .filter(Double::isFinite)
        .max()
        .orElse(1);
  }

  private static double mean(CellSummary cell) {
    return cell.money().orElseThrow().mean().value();
  }

  private static @Nullable Range range(Confidence confidence) {
    return confidence instanceof Interval interval
        ? new Range(Math.max(0, interval.low()), interval.high())
        : null;
  }

  /// How far an axis must go to show an estimate: to the end of its interval, unless that is so far
  /// away that it would press the rest together.
  private static double reach(Estimate estimate) {
    var range = range(estimate.confidence());
    double value = estimate.value();
    return range == null ? value : Math.max(value, Math.min(range.high(), FAR * value));
  }

  private Figure success() {
    var panels = new ArrayList<Panel>();
    for (var task : tasks()) {
      var chart =
          new Scatter(
              task,
              new Axis(
                  "mean cost of a trial, USD",
                  0,
                  most(cell -> reach(cell.money().orElseThrow().mean()), task),
                  PageNumbers::axis),
              new Axis("success rate", 0, 1, PageNumbers::percent));
      panels.add(new Panel(chart.svg(of(task).stream().map(this::point).toList()), List.of()));
    }
    return new Figure(
        "Cost against success, a panel a task; arms of equal rate are set a little apart. "
            + evidence.known()
            + "; the judge is real.",
        List.of(),
        panels,
        List.of(successTable()));
  }

  /// The tasks that have a cell of known price.
  private List<String> tasks() {
    return priced.stream().map(CellSummary::task).distinct().toList();
  }

  private List<CellSummary> of(String task) {
    return priced.stream().filter(cell -> cell.task().equals(task)).toList();
  }

  private Scatter.Point point(CellSummary cell) {
    var money = cell.money().orElseThrow();
    var title =
        "%s on %s: %d of %d solved (%s), %s a trial"
            .formatted(
                cell.arm(),
                cell.task(),
                cell.solved().successes(),
                cell.rows().size(),
                PageNumbers.rate(cell.rate()),
                PageNumbers.estimate(money.mean()));
    return new Scatter.Point(
        cell.arm(),
        evidence.mark(cell.arm()),
        new Scatter.Place(mean(cell), cell.solved().rate()),
        range(money.mean().confidence()),
        range(cell.rate()),
        title);
  }

  private Table successTable() {
    var rows = new ArrayList<List<Cell>>();
    for (var cell : priced) {
      var mean = cell.money().orElseThrow().mean();
      rows.add(
          List.of(
              Cell.of(cell.arm()),
              Cell.of(cell.task()),
              Cell.of(PageNumbers.usd(mean.value()), mean.value()),
              Cell.of(PageNumbers.dollars(mean.confidence())),
              Cell.of(PageNumbers.percent(cell.solved().rate()), cell.solved().rate()),
              Cell.of(PageNumbers.rate(cell.rate()), cell.rate().low())));
    }
    return new Table(
        "Cost against success. " + evidence.known() + ".",
        Table.columns(List.of("arm", "task"), List.of("mean USD", "95 %", "success rate", "95 %")),
        rows);
  }

  private Figure time() {
    var panels = new ArrayList<Panel>();
    var rows = new ArrayList<List<Cell>>();
    for (var task : tasks()) {
      var trials = of(task).stream().flatMap(cell -> cell.rows().stream()).toList();
      panels.add(new Panel(timePanel(task, trials), List.of()));
      trials.forEach(row -> rows.add(timeRow(row)));
    }
    return new Figure(
        "Cost against time, a mark a trial, hollow where it was not solved. "
            + evidence.known()
            + "; "
            + evidence.knownSeconds()
            + ", the judge left out.",
        List.of(),
        panels,
        List.of(
            new Table(
                "Cost against time. " + evidence.known() + "; " + evidence.knownSeconds() + ".",
                Table.columns(List.of("trial", "solved"), List.of("seconds", "USD")),
                rows)));
  }

  private String timePanel(String task, List<TrialRow> trials) {
    double longest = trials.stream().mapToDouble(CellSummary::seconds).max().orElse(1);
    double dearest = trials.stream().mapToDouble(CellSummary::dollars).max().orElse(1);
    var chart =
        new Scatter(
            task,
            new Axis("seconds at work", 0, longest * ROOM, value -> PageNumbers.decimal(value, 0)),
            new Axis("cost of a trial, USD", 0, dearest * ROOM, PageNumbers::axis));
    return chart.svg(trials.stream().map(this::trial).toList());
  }

  private Scatter.Point trial(TrialRow row) {
    double seconds = CellSummary.seconds(row);
    double dollars = CellSummary.dollars(row);
    return new Scatter.Point(
        row.trial().arm(),
        evidence.mark(row.trial().arm()) + (row.solved() ? "" : " hollow"),
        new Scatter.Place(seconds, dollars),
        null,
        null,
        "%s: %s USD, %s s, %s"
            .formatted(
                row.trial().id(),
                PageNumbers.usd(dollars),
                PageNumbers.decimal(seconds, 1),
                row.solved() ? "solved" : "not solved"));
  }

  private static List<Cell> timeRow(TrialRow row) {
    double seconds = CellSummary.seconds(row);
    double dollars = CellSummary.dollars(row);
    return List.of(
        Cell.of(row.trial().id()),
        Cell.of(row.solved() ? "yes" : "no"),
        Cell.of(PageNumbers.decimal(seconds, 1), seconds),
        Cell.of(PageNumbers.usd(dollars), dollars));
  }

  private Figure perSuccess() {
    var panels = new ArrayList<Panel>();
    var rows = new ArrayList<List<Cell>>();
    for (var task : tasks()) {
      double most = most(cell -> reach(cell.money().orElseThrow().perSuccess()), task);
      var axis = new Axis("USD a success", 0, most * ROOM, PageNumbers::axis);
      var bars = new ArrayList<Bars.Bar>();
      for (var cell : of(task)) {
        bars.add(perSuccess(cell));
        var estimate = cell.money().orElseThrow().perSuccess();
        rows.add(
            List.of(
                Cell.of(cell.arm()),
                Cell.of(cell.task()),
                Cell.of(PageNumbers.usd(estimate.value()), estimate.value()),
                Cell.of(PageNumbers.dollars(estimate.confidence()))));
      }
      panels.add(new Panel(new Bars(task, axis, 28).svg(bars), List.of()));
    }
    return new Figure(
        "What a success costs with all failures charged: all money of a cell over its successes. "
            + evidence.known()
            + ".",
        List.of(),
        panels,
        List.of(
            new Table(
                "Cost per success. " + evidence.known() + ".",
                Table.columns(List.of("arm", "task"), List.of("USD a success", "95 %")),
                rows)));
  }

  private Bars.Bar perSuccess(CellSummary cell) {
    var estimate = cell.money().orElseThrow().perSuccess();
    if (Double.isInfinite(estimate.value())) {
      double spent = cell.rows().stream().mapToDouble(CellSummary::dollars).sum();
      return new Bars.Bar(
          cell.arm(), List.of(), null, "no success for " + PageNumbers.usd(spent) + " USD");
    }
    var title =
        "%s on %s: %s a success".formatted(cell.arm(), cell.task(), PageNumbers.estimate(estimate));
    return new Bars.Bar(
        cell.arm(),
        List.of(new Bars.Part(estimate.value(), evidence.mark(cell.arm()), title)),
        range(estimate.confidence()),
        PageNumbers.usd(estimate.value()));
  }
}
