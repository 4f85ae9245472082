package dev.breakeven.report.page;

import dev.breakeven.attribution.BlockBill;
import dev.breakeven.pricing.Bill;
import dev.breakeven.report.chart.Axis;
import dev.breakeven.report.chart.Bars;
import dev.breakeven.report.page.Section.Colour;
import dev.breakeven.report.page.Section.Figure;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.report.page.Table.Cell;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where the money of each cell went: by price class of the first agent, and to executors.
final class RolesSection {
  private static final double ROOM = 1.02;

  /// A slice of a cell's bill.
  enum Slice {
    UNCACHED("uncached", "s1"),
    WRITES("cache writes", "s2"),
    READS("cache reads", "s3"),
    OUTPUT("output", "s4"),
    EXECUTOR("executors", "s5");

    private final String title;
    private final String mark;

    Slice(String title, String mark) {
      this.title = title;
      this.mark = mark;
    }

    static Slice of(TokenClass tokenClass) {
      return switch (tokenClass) {
        case UNCACHED -> UNCACHED;
        case WRITE_5M, WRITE_1H -> WRITES;
        case READ -> READS;
        case OUTPUT -> OUTPUT;
      };
    }
  }

  private final ReportData evidence;

  RolesSection(ReportData evidence) {
    this.evidence = evidence;
  }

  /// A cell's mean bill by slice.
  private record Mean(CellSummary cell, Map<Slice, Double> dollars) {
    double of(Slice slice) {
      return dollars.getOrDefault(slice, 0.0);
    }

    double total() {
      return dollars.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  Section section() {
    var panels = new ArrayList<Panel>();
    var rows = new ArrayList<List<Cell>>();
    for (var task : evidence.tasks()) {
      var means = evidence.cells(task).stream().map(this::mean).filter(RolesSection::any).toList();
      if (!means.isEmpty()) {
        panels.add(panel(task, means));
        means.forEach(mean -> rows.add(row(mean)));
      }
    }
    var heads = new ArrayList<>(List.of("USD"));
    for (var slice : Slice.values()) {
      heads.add(slice.title);
    }
    var figure =
        new Figure(
            "Mean bill of a trial by what it was paid for: the first agent's tokens by price class,"
                + " and all that executors cost. "
                + evidence.known()
                + ".",
            legend(),
            panels,
            List.of(
                new Table(
                    "Mean bill of a trial, USD. " + evidence.known() + ".",
                    Table.columns(List.of("arm", "task"), heads),
                    rows)));
    return new Section(
        "bill",
        "Where the money went",
        List.of(
            "Cache reads are the price of having a long context again at every turn; cache writes"
                + " that of its growth."),
        panels.isEmpty() ? List.of() : List.of(figure),
        List.of(tokens()));
  }

  private static boolean any(Mean mean) {
    return !mean.dollars().isEmpty();
  }

  private static List<Colour> legend() {
    var legend = new ArrayList<Colour>();
    for (var slice : Slice.values()) {
      legend.add(new Colour(slice.mark, slice.title));
    }
    return legend;
  }

  private Mean mean(CellSummary cell) {
    var sums = new TreeMap<Slice, Double>();
    var traces = cell.rows().stream().flatMap(row -> evidence.of(row).stream()).toList();
    for (var kept : traces) {
      for (var bill : kept.attribution().bills()) {
        add(sums, bill, traces.size());
      }
      var energy = kept.attribution().bill().other();
      if (!energy.equals(Usd.ZERO)) {
        sums.merge(Slice.EXECUTOR, energy.dollars().doubleValue() / traces.size(), Double::sum);
      }
    }
    return new Mean(cell, sums);
  }

  private static void add(Map<Slice, Double> sums, BlockBill bill, int trials) {
    Bill charge = bill.charge();
    for (var tokenClass : charge.money().keySet()) {
      var slice = bill.payer().role().assists() ? Slice.EXECUTOR : Slice.of(tokenClass);
      double dollars = charge.money(tokenClass).dollars().doubleValue() / trials;
      sums.merge(slice, dollars, Double::sum);
    }
  }

  private static Panel panel(String task, List<Mean> means) {
    double most = means.stream().mapToDouble(Mean::total).max().orElse(1);
    var axis = new Axis("USD a trial", 0, most * ROOM, PageNumbers::axis);
    var bars = new ArrayList<Bars.Bar>();
    for (var mean : means) {
      var parts = new ArrayList<Bars.Part>();
      for (var slice : Slice.values()) {
        if (mean.of(slice) > 0) {
          parts.add(
              new Bars.Part(
                  mean.of(slice),
                  slice.mark,
                  "%s, %s: %s USD"
                      .formatted(mean.cell().arm(), slice.title, PageNumbers.usd(mean.of(slice)))));
        }
      }
      bars.add(new Bars.Bar(mean.cell().arm(), parts, null, PageNumbers.usd(mean.total())));
    }
    return new Panel(new Bars(task, axis, 28).svg(bars), List.of());
  }

  private static List<Cell> row(Mean mean) {
    var row = new ArrayList<>(List.of(Cell.of(mean.cell().arm()), Cell.of(mean.cell().task())));
    row.add(Cell.of(PageNumbers.usd(mean.total()), mean.total()));
    for (var slice : Slice.values()) {
      row.add(Cell.of(PageNumbers.usd(mean.of(slice)), mean.of(slice)));
    }
    return row;
  }

  private Table tokens() {
    var rows = new ArrayList<List<Cell>>();
    for (var cell : evidence.cells()) {
      for (var row : cell.rows()) {
        for (var part : row.parts()) {
          var cells =
              new ArrayList<>(
                  List.of(
                      Cell.of(row.trial().id()),
                      Cell.of(part.role().key()),
                      Cell.of(part.model()),
                      Cell.of((long) part.calls())));
          for (var tokenClass : TokenClass.values()) {
            cells.add(
                part.usage()
                    .reported(tokenClass)
                    .map(tokens -> Cell.of(tokens.count()))
                    .orElse(Cell.of(PageNumbers.NONE)));
          }
          cells.add(
              part.spent().unpriced() > 0
                  ? Cell.of("unpriced")
                  : Cell.of(
                      PageNumbers.usd(part.spent().usd()),
                      part.spent().usd().dollars().doubleValue()));
          rows.add(cells);
        }
      }
    }
    return new Table(
        "Tokens by role and price class, trial by trial. " + evidence.known() + ".",
        Table.columns(
            List.of("trial", "role", "model"),
            List.of("calls", "uncached", "write 5 m", "write 1 h", "read", "output", "USD")),
        rows);
  }
}
