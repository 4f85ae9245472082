package dev.breakeven.report.page;

import dev.breakeven.attribution.Delegation;
import dev.breakeven.pricing.Bill;
import dev.breakeven.report.DelegatingSentences;
import dev.breakeven.report.chart.Axis;
import dev.breakeven.report.chart.Bars;
import dev.breakeven.report.page.ReportData.Kept;
import dev.breakeven.report.page.Section.Colour;
import dev.breakeven.report.page.Section.Figure;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.report.page.Table.Cell;
import dev.breakeven.study.TrialRow;
import dev.breakeven.study.comparison.SoloDifference;
import dev.breakeven.study.comparison.TrialMeasures;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.SessionWhatIf.Delegated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where each delegation's money went, and from where on it has paid.
final class DelegationSection {
  private static final List<Colour> LEGEND =
      List.of(
          new Colour("d1", "writing the instruction"),
          new Colour("d2", "having it in the context"),
          new Colour("d3", "the report in the context"),
          new Colour("d4", "the executor"));
  private static final double ROOM = 1.02;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ReportData evidence;

  DelegationSection(ReportData evidence) {
    this.evidence = evidence;
  }

  Optional<Section> section() {
    var panels = new ArrayList<Panel>();
    var rows = new ArrayList<List<Cell>>();
    double most = 0;
    for (var cell : evidence.cells()) {
      for (var delegation : delegations(cell.typical())) {
        most = Math.max(most, dollars(delegation.spent().total()));
      }
    }
    for (var cell : evidence.cells()) {
      var delegations = delegations(cell.typical());
      if (!delegations.isEmpty()) {
        panels.add(panel(cell.typical(), delegations, most));
      }
      for (var row : cell.rows()) {
        rows.addAll(rows(row));
      }
    }
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Section(
            "delegations",
            "Where each delegation's money went",
            said(
                "A delegation is paid for three times: the instruction is written and stays in"
                    + " the context, the report enters and stays, and the executor works."
                    + " Whether it saved money is not in its trace, because nobody did the same"
                    + " work alone there. “Paid from” says how many calls working alone must"
                    + " have taken for it to have paid: modelled, from what its executor did."),
            List.of(
                new Figure(
                    "What each delegation cost, one trial a cell, in the order they were made. "
                        + evidence.known()
                        + ". The table below has the numbers.",
                    LEGEND,
                    panels,
                    List.of())),
            List.of(table(rows))));
  }

  private List<Delegation> delegations(TrialRow row) {
    return evidence.of(row).map(kept -> kept.attribution().delegations()).orElse(List.of());
  }

  private Panel panel(TrialRow row, List<Delegation> delegations, double most) {
    var bars = new ArrayList<Bars.Bar>();
    for (int i = 0; i < delegations.size(); i++) {
      var spent = delegations.get(i).spent();
      var parts = new ArrayList<Bars.Part>();
      part(parts, 0, spent.instruction().money(TokenClass.OUTPUT));
      part(parts, 1, kept(spent.instruction()));
      part(parts, 2, spent.report().total());
      part(parts, 3, spent.executor().total());
      var figure = PageNumbers.usd(spent.total()) + (spent.complete() ? "" : " +");
      bars.add(new Bars.Bar(Integer.toString(i + 1), parts, null, figure));
    }
    var axis = new Axis("USD", 0, most * ROOM, PageNumbers::axis);
    return new Panel(new Bars(row.trial().id(), axis, 28).svg(bars), List.of());
  }

  private static void part(List<Bars.Part> parts, int index, Usd amount) {
    if (amount.picodollars() > 0) {
      var colour = LEGEND.get(index);
      parts.add(
          new Bars.Part(
              dollars(amount),
              colour.mark(),
              colour.name() + ": " + PageNumbers.usd(amount) + " USD"));
    }
  }

  /// What an instruction costs besides being written.
  private static Usd kept(Bill instruction) {
    return instruction.total().minus(instruction.money(TokenClass.OUTPUT));
  }

  private List<List<Cell>> rows(TrialRow row) {
    var rows = new ArrayList<List<Cell>>();
    var delegations = delegations(row);
    for (int i = 0; i < delegations.size(); i++) {
      rows.add(row(row, i + 1, delegations.get(i)));
    }
    return rows;
  }

  private List<Cell> row(TrialRow row, int number, Delegation delegation) {
    var spent = delegation.spent();
    var kept = evidence.of(row).orElseThrow();
    var delegated = Optional.ofNullable(kept.delegated().get(delegation.instruction()));
    return List.of(
        Cell.of(row.trial().id()),
        Cell.of(instruction(kept, delegation)),
        Cell.of((long) number),
        usd(spent.instruction().money(TokenClass.OUTPUT)),
        usd(kept(spent.instruction())),
        usd(spent.report().total()),
        usd(spent.executor().total()),
        spent.unlogged()
            ? Cell.of("executor not in the log")
            : spent.complete() ? usd(spent.total()) : Cell.of("unpriced in part"),
        calls(delegated),
        Cell.of(DelegatingSentences.paysFrom(delegated.flatMap(Delegated::calls))));
  }

  private static String instruction(Kept kept, Delegation delegation) {
    return kept.trace().blocks().stream()
        .filter(block -> block.id() == delegation.instruction())
        .map(Block::text)
        .map(text -> text == null ? PageNumbers.NONE : PageNumbers.shorten(plain(text), 80))
        .findFirst()
        .orElse(PageNumbers.NONE);
  }

  /// The instruction within the tool call's arguments; the arguments as they are where that is not
  /// all they hold.
  private static String plain(String arguments) {
    try {
      var json = JSON.readTree(arguments);
      var only = json.isObject() && json.size() == 1 ? json.iterator().next() : json;
      return only.isString() ? only.stringValue() : arguments;
    } catch (JacksonException e) {
      return arguments;
    }
  }

  private static Cell usd(Usd amount) {
    return Cell.of(PageNumbers.usd(amount), dollars(amount));
  }

  private static Cell calls(Optional<Delegated> delegated) {
    return delegated
        .flatMap(one -> one.recorded().work())
        .map(work -> Cell.of(work.calls()))
        .orElse(Cell.of(PageNumbers.NONE));
  }

  /// What was measured first, then `words`.
  private List<String> said(String words) {
    var results = evidence.results();
    var said = new ArrayList<String>();
    for (var measured : SoloDifference.of(results.study(), TrialMeasures.of(results.rows()))) {
      said.add(DelegatingSentences.measured(measured, results.known()));
    }
    said.add(words);
    return said;
  }

  private static double dollars(Usd amount) {
    return amount.dollars().doubleValue();
  }

  private Table table(List<List<Cell>> rows) {
    return new Table(
        "Every delegation, USD. "
            + evidence.known()
            + "; “paid from” is modelled, in calls of working alone.",
        Table.columns(
            List.of("trial", "instruction"),
            List.of(
                "no.",
                "written",
                "kept in context",
                "report",
                "executor",
                "cost",
                "executor calls",
                "paid from")),
        rows);
  }
}
