package dev.breakeven.report.page;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.Results;
import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Trace;
import dev.breakeven.whatif.SessionWhatIf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that the sections draw on.
final class ReportData {
  private final Results results;
  private final List<CellSummary> cells;
  private final Map<String, Kept> kept = new HashMap<>();

  /// A trial's trace and its attribution.
  ///
  /// @param delegated its delegations, and from where on each has paid
  record Kept(
      Trace trace, Attribution attribution, Map<Integer, SessionWhatIf.Delegated> delegated) {
    static Kept of(Trace trace, Attribution attribution, Catalog catalog) {
      var delegated = new HashMap<Integer, SessionWhatIf.Delegated>();
      SessionWhatIf.Delegated.of(trace, attribution, catalog)
          .forEach(one -> delegated.put(one.recorded().delegation().instruction(), one));
      return new Kept(trace, attribution, delegated);
    }
  }

  ReportData(Results results, Map<String, Trace> traces, Pricing pricing) {
    this.results = results;
    this.cells = CellSummary.of(results);
    traces.forEach((id, trace) ->
        kept.put(id, Kept.of(trace, Attribution.of(trace, pricing), pricing.catalog())));
  }

  Results results() {
    return results;
  }

  List<CellSummary> cells() {
    return cells;
  }

  List<CellSummary> cells(String task) {
    return cells.stream().filter(cell -> cell.task().equals(task)).toList();
  }

  /// The tasks that have a cell.
  List<String> tasks() {
    return cells.stream().map(CellSummary::task).distinct().toList();
  }

  /// What was kept of a trial.
  Optional<Kept> of(TrialRow row) {
    return Optional.ofNullable(kept.get(row.trial().id()));
  }

  /// The colour of an arm.
  String mark(String arm) {
    var names = results.study().arms().stream().map(each -> each.name()).toList();
    return "c" + (names.indexOf(arm) % 8 + 1);
  }

  /// The first arm, which others are held against.
  String base() {
    return results.study().arms().getFirst().name();
  }

  /// Whether no cell has more than one trial.
  boolean single() {
    return cells.stream().allMatch(cell -> cell.rows().size() == 1);
  }

  /// How the numbers of tokens and dollars are known, as a clause for captions.
  String known() {
    var date = results.study().plan().date();
    return switch (results.facts().how()) {
      case REHEARSED -> "Rehearsed, at list prices of " + date;
      case BILLED -> "Tokens as billed, at list prices of their day";
      case AT_LEAST -> "billed, some answers at least";
      case ESTIMATED -> "Tokens estimated, at list prices of their day";
    };
  }

  /// How seconds are known.
  String knownSeconds() {
    return results.facts().how() == Known.REHEARSED
        ? "model seconds on a virtual clock, tool seconds measured"
        : "seconds measured";
  }
}
