package dev.breakeven.report.page;

import dev.breakeven.attribution.Breakdown;
import dev.breakeven.attribution.Difference;
import dev.breakeven.attribution.Item;
import dev.breakeven.report.chart.Waterfall;
import dev.breakeven.report.page.Section.Figure;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.report.page.Table.Cell;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why each arm costs more or less than the first: the difference in mean cost, reason by reason.
final class DifferenceSection {
  /// A change below this is 0.0000 in writing; it stands in the table alone.
  private static final double SHOWN = 0.00005;

  private final ReportData evidence;

  DifferenceSection(ReportData evidence) {
    this.evidence = evidence;
  }

  Optional<Section> section() {
    var figures = new ArrayList<Figure>();
    for (var task : evidence.tasks()) {
      figure(task).ifPresent(figures::add);
    }
    if (figures.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Section(
            "difference",
            "Why an arm costs more than " + evidence.base(),
            List.of(
                "The difference in mean cost, split exactly: the steps add up to it. Where a part"
                    + " of the bill is a product of turns, tokens a turn and price, each factor"
                    + " gets its Shapley value, which does not depend on the order of the factors."
                    + " Price and cache mix is the mean price of a token of its kind: it moves with"
                    + " list prices, and where more of what enters is written to the cache or not"
                    + " cached. A plus means more expensive than the first arm. Computed from the"
                    + " trials' traces, failures included."),
            figures,
            List.of()));
  }

  /// The breakdowns of a cell's trials; empty if one has no trace or no price.
  private Optional<List<Breakdown>> breakdowns(CellSummary cell) {
    var breakdowns = new ArrayList<Breakdown>();
    for (var row : cell.rows()) {
      var kept = evidence.of(row);
      if (kept.isEmpty() || !kept.get().attribution().bill().complete()) {
        return Optional.empty();
      }
      breakdowns.add(Breakdown.of(kept.get().attribution()));
    }
    return Optional.of(breakdowns);
  }

  private Optional<Figure> figure(String task) {
    var cells = evidence.cells(task);
    var base = cells.stream().filter(cell -> cell.arm().equals(evidence.base())).findFirst();
    if (base.isEmpty() || breakdowns(base.get()).isEmpty()) {
      return Optional.empty();
    }
    var from = breakdowns(base.get()).orElseThrow();
    var panels = new ArrayList<Panel>();
    for (var cell : cells) {
      var to = breakdowns(cell);
      if (!cell.arm().equals(evidence.base()) && to.isPresent()) {
        panels.add(panel(task, new Side(base.get().arm(), from), new Side(cell.arm(), to.get())));
      }
    }
    return panels.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Figure(
                "From the mean cost of %s to that of each other arm, on %s, USD. %s; computed."
                    .formatted(evidence.base(), task, evidence.known()),
                List.of(),
                panels,
                List.of()));
  }

  private record Side(String arm, List<Breakdown> trials) {
    double mean() {
      return trials.stream()
          .mapToDouble(trial -> trial.total().dollars().doubleValue())
          .average()
          .orElseThrow();
    }
  }

  private Panel panel(String task, Side from, Side to) {
    var difference = Difference.between(from.trials(), to.trials());
    var steps = steps(difference);
    var title = task + ": from " + from.arm() + " to " + to.arm();
    var svg =
        new Waterfall(title, PageNumbers::axis, PageNumbers::usd)
            .svg(
                new Waterfall.Sum("arm " + from.arm(), round(from.mean())),
                steps.stream()
                    .filter(step -> Math.abs(dollars(step.change())) >= SHOWN)
                    .map(step -> new Waterfall.Step(step.name(), dollars(step.change())))
                    .toList(),
                new Waterfall.Sum("arm " + to.arm(), round(to.mean())));
    var rows = new ArrayList<List<Cell>>();
    for (var step : steps) {
      rows.add(
          List.of(Cell.of(step.name()), Cell.of(signed(step.change()), dollars(step.change()))));
    }
    rows.add(
        List.of(
            Cell.of("the whole difference"),
            Cell.of(signed(difference.total()), dollars(difference.total()))));
    return new Panel(
        svg,
        List.of(
            new Table(
                title + ". " + evidence.known() + "; computed.",
                Table.columns(List.of("reason"), List.of("USD")),
                rows)));
  }

  private record Reason(String name, Usd change) {}

  private static List<Reason> steps(Difference difference) {
    var reasons = new ArrayList<Reason>();
    add(reasons, "price and cache mix", difference.price());
    add(reasons, "number of turns", difference.turns());
    for (var item : Item.values()) {
      add(reasons, name(item), difference.item(item));
    }
    return reasons;
  }

  private static void add(List<Reason> reasons, String name, Usd change) {
    if (!change.equals(Usd.ZERO)) {
      reasons.add(new Reason(name, change));
    }
  }

  private static String name(Item item) {
    return switch (item) {
      case INSTRUCTIONS -> "instructions";
      case OTHER_OUTPUT -> "other output a turn";
      case REPORTS -> "reports";
      case OTHER_GROWTH -> "other growth a turn";
      case REREADS -> "re-reads a turn";
      case MISSES -> "cache misses";
      case EXECUTOR -> "executor";
      case UNCACHED -> "uncached tokens";
      case WRITES -> "cache writes";
      case READS -> "cache reads";
      case OUTPUT -> "output";
    };
  }

  private static double dollars(Usd amount) {
    return amount.dollars().doubleValue();
  }

  /// Dollars as the labels show them.
  private static double round(double dollars) {
    return Math.round(dollars * 1e4) / 1e4;
  }

  private static String signed(Usd change) {
    return change.picodollars() > 0 ? "+" + PageNumbers.usd(change) : PageNumbers.usd(change);
  }
}
