package dev.breakeven.report.page;

import dev.breakeven.report.page.Table.Cell;
import dev.breakeven.stats.Confidence;
import dev.breakeven.stats.Estimate;
import dev.breakeven.stats.Interval;
import dev.breakeven.stats.NoInterval;
import dev.breakeven.stats.Student;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was solved, for how much, in which cell; and each arm against the first.
final class ResultsSection {
  private final ReportData evidence;

  ResultsSection(ReportData evidence) {
    this.evidence = evidence;
  }

  Section section() {
    var words = new ArrayList<String>();
    if (evidence.single()) {
      words.add(
          "One trial a cell: a single trial shows nothing of its spread, so costs have no interval"
              + " and any difference below may be chance. Ask for more trials in the study file.");
    }
    evidence.tasks().forEach(task -> words.add(sentence(task)));
    var tables = new ArrayList<>(List.of(cells(), againstTheFirst()));
    tables.addAll(remarks());
    return new Section("results", "Results", words, List.of(), tables);
  }

  private String sentence(String task) {
    var cells = evidence.cells(task);
    var best =
        cells.stream()
            .filter(cell -> cell.money().isPresent() && cell.solved().successes() > 0)
            .min(Comparator.comparingDouble(ResultsSection::perSuccess));
    if (best.isEmpty()) {
      return task + ": no arm of known cost solved it.";
    }
    var others =
        cells.stream()
            .filter(cell -> !cell.equals(best.get()))
            .map(cell -> other(cell, best.get()))
            .collect(Collectors.joining(", "));
    return "%s: a success was cheapest with %s, at %s USD with failures charged%s.%s"
        .formatted(
            task,
            best.get().arm(),
            PageNumbers.usd(perSuccess(best.get())),
            others.isEmpty() ? "" : "; " + others,
            evidence.single() ? "" : doubt(cells, best.get()));
  }

  /// Which arms may be as cheap as the one that was cheapest here.
  private static String doubt(List<CellSummary> cells, CellSummary best) {
    var near =
        cells.stream()
            .filter(cell -> !cell.equals(best) && cell.money().isPresent())
            .filter(cell -> low(cell) <= high(best))
            .map(CellSummary::arm)
            .collect(Collectors.joining(", "));
    return near.isEmpty()
        ? ""
        : " The intervals of %s and %s overlap: that order may be chance."
            .formatted(best.arm(), near);
  }

  private static double low(CellSummary cell) {
    return cell.money().orElseThrow().perSuccess().confidence() instanceof Interval interval
        ? interval.low()
        : 0;
  }

  private static double high(CellSummary cell) {
    return cell.money().orElseThrow().perSuccess().confidence() instanceof Interval interval
        ? interval.high()
        : Double.POSITIVE_INFINITY;
  }

  private static String other(CellSummary cell, CellSummary best) {
    if (cell.solved().successes() == 0) {
      return "%s solved none of %d".formatted(cell.arm(), cell.rows().size());
    }
    if (cell.money().isEmpty()) {
      return cell.arm() + " is unpriced";
    }
    return "with %s it cost %s times that"
        .formatted(cell.arm(), PageNumbers.decimal(perSuccess(cell) / perSuccess(best), 2));
  }

  private static double perSuccess(CellSummary cell) {
    return cell.money().orElseThrow().perSuccess().value();
  }

  /// What the intervals themselves say must be known; nothing where there is none.
  private List<Table> remarks() {
    var notes = new LinkedHashMap<Note, List<String>>();
    for (var cell : evidence.cells()) {
      cell.money()
          .ifPresent(money -> {
            note(notes, cell, "mean", money.mean());
            note(notes, cell, "median", money.median());
            note(notes, cell, "cost per success", money.perSuccess());
          });
    }
    if (evidence.single() || notes.isEmpty()) {
      return List.of();
    }
    var rows = new ArrayList<List<Cell>>();
    notes.forEach((note, cells) ->
        rows.add(
            List.of(
                Cell.of(note.figure()),
                Cell.of(note.remark()),
                Cell.of(String.join(", ", cells)))));
    return List.of(
        new Table(
            "What to know of these intervals. " + evidence.known() + ".",
            Table.columns(List.of("interval of the", "remark", "of the cells"), List.of()),
            rows));
  }

  private record Note(String figure, String remark) {}

  private static void note(
      Map<Note, List<String>> notes, CellSummary cell, String figure, Estimate estimate) {
    var remarks =
        switch (estimate.confidence()) {
          case Interval interval when interval.low() < 0 ->
              Stream.concat(
                  interval.remarks().stream(),
                  Stream.of("reaches below 0, which no cost does: few values, far apart"));
          case Interval interval -> interval.remarks().stream();
          case NoInterval(var reason) -> Stream.of("none: " + reason);
        };
    remarks.forEach(remark ->
        notes
            .computeIfAbsent(new Note(figure, remark), key -> new ArrayList<>())
            .add(cell.arm() + "/" + cell.task()));
  }

  private Table cells() {
    var numbers = new ArrayList<>(List.of("solved"));
    numbers.addAll(
        evidence.single()
            ? List.of("USD", "USD a success")
            : List.of("mean USD", "95 %", "median USD", "95 %", "USD a success", "95 %"));
    numbers.addAll(List.of("rate, 95 %", "turns", "seconds"));
    return new Table(
        "Every cell. %s; %s. Seconds leave the judge out. The interval of the rate is exact (Clopper and Pearson)%s"
            .formatted(
                evidence.known(),
                evidence.knownSeconds(),
                evidence.single()
                    ? "."
                    : "; of the mean it is Student's, of the median and of the cost per success a"
                        + " BCa bootstrap's. Turns and seconds are medians."),
        Table.columns(List.of("arm", "task"), numbers),
        evidence.cells().stream().map(this::row).toList());
  }

  private List<Cell> row(CellSummary cell) {
    var row = new ArrayList<>(List.of(Cell.of(cell.arm()), Cell.of(cell.task())));
    row.add(Cell.of(cell.solved().successes() + " of " + cell.rows().size(), cell.solved().rate()));
    for (var estimate : estimates(cell)) {
      row.add(
          estimate
              .map(known -> Cell.of(PageNumbers.usd(known.value()), known.value()))
              .orElse(Cell.of("unpriced", Double.NaN)));
      if (!evidence.single()) {
        row.add(
            estimate.map(known -> interval(known.confidence())).orElse(Cell.of(PageNumbers.NONE)));
      }
    }
    row.add(Cell.of(PageNumbers.rate(cell.rate()), cell.rate().low()));
    row.add(Cell.of(PageNumbers.decimal(cell.medianTurns(), 0), cell.medianTurns()));
    row.add(Cell.of(PageNumbers.decimal(cell.medianSeconds(), 1), cell.medianSeconds()));
    return row;
  }

  /// The estimates of a cell's row; empty where a price is not known.
  private List<Optional<Estimate>> estimates(CellSummary cell) {
    var mean = cell.money().map(CellSummary.Money::mean);
    var median = cell.money().map(CellSummary.Money::median);
    var perSuccess = cell.money().map(CellSummary.Money::perSuccess);
    return evidence.single() ? List.of(mean, perSuccess) : List.of(mean, median, perSuccess);
  }

  private static Cell interval(Confidence confidence) {
    return confidence instanceof Interval interval && !PageNumbers.isPoint(interval)
        ? Cell.of(PageNumbers.dollars(confidence), interval.low())
        : Cell.of(PageNumbers.NONE);
  }

  private static Cell signed(Confidence confidence) {
    return confidence instanceof Interval interval && !PageNumbers.isPoint(interval)
        ? Cell.of(
            PageNumbers.signed(interval.low()) + " to " + PageNumbers.signed(interval.high()),
            interval.low())
        : Cell.of(PageNumbers.NONE);
  }

  private Table againstTheFirst() {
    var base = evidence.base();
    var rows = new ArrayList<List<Cell>>();
    for (var task : evidence.tasks()) {
      var first = evidence.cells(task).stream().filter(cell -> cell.arm().equals(base)).findFirst();
      for (var cell : evidence.cells(task)) {
        if (first.isPresent() && !cell.equals(first.get()) && both(cell, first.get())) {
          rows.add(against(first.get(), cell));
        }
      }
    }
    return new Table(
        "Each arm against %s. %s. A difference is in mean cost, failures included; plus means more expensive%s."
            .formatted(
                base, evidence.known(), evidence.single() ? "" : "; its 95 % interval is Welch's"),
        Table.columns(
            List.of("arm", "task"),
            evidence.single()
                ? List.of("USD ÷ " + base, "difference, USD", "USD a success ÷ " + base)
                : List.of(
                    "mean USD ÷ " + base, "difference, USD", "95 %", "USD a success ÷ " + base)),
        rows);
  }

  private static boolean both(CellSummary cell, CellSummary other) {
    return cell.money().isPresent() && other.money().isPresent();
  }

  private List<Cell> against(CellSummary first, CellSummary cell) {
    double ratio =
        ratio(
            cell.money().orElseThrow().mean().value(), first.money().orElseThrow().mean().value());
    double perSuccess = ratio(perSuccess(cell), perSuccess(first));
    var difference = Student.ofDifference(costs(cell), costs(first), CellSummary.LEVEL);
    var row =
        new ArrayList<>(
            List.of(
                Cell.of(cell.arm()),
                Cell.of(cell.task()),
                ratio(ratio),
                Cell.of(PageNumbers.signed(difference.value()), difference.value())));
    if (!evidence.single()) {
      row.add(signed(difference.confidence()));
    }
    row.add(ratio(perSuccess));
    return row;
  }

  private static double ratio(double one, double other) {
    return one / other;
  }

  private static Cell ratio(double ratio) {
    return Double.isFinite(ratio)
        ? Cell.of(PageNumbers.decimal(ratio, 2), ratio)
        : Cell.of(PageNumbers.NONE, ratio);
  }

  private static double[] costs(CellSummary cell) {
    return cell.rows().stream().mapToDouble(CellSummary::dollars).toArray();
  }
}
