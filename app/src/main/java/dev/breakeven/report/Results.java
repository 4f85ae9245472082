package dev.breakeven.report;

import dev.breakeven.study.Arm;
import dev.breakeven.study.Ledger;
import dev.breakeven.study.RunFacts;
import dev.breakeven.study.Spent;
import dev.breakeven.study.Study;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.Known;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run has yielded so far.
///
/// @param study what was compared
/// @param facts what decided it
/// @param rows the trials that ended
/// @param spent everything spent, unfinished attempts included
/// @param lost attempts at calls that brought no answer
/// @param provenances where trials were taken over from; empty for a run of our own
/// @param unfinished attempts that have no end: cut off, or at work just now
/// @param branch what the books say of an older run whose trials they began with, if they did
/// @param damage what of the run could not be read, a sentence each
public record Results(
    Study study,
    RunFacts facts,
    List<TrialRow> rows,
    Spent spent,
    List<Ledger.Lost> lost,
    Map<Trial, Ledger.Provenance> provenances,
    List<Ledger.Unfinished> unfinished,
    Optional<String> branch,
    List<String> damage) {
  /// Takes immutable copies.
  public Results {
    rows = List.copyOf(rows);
    lost = List.copyOf(lost);
    provenances = Map.copyOf(provenances);
    unfinished = List.copyOf(unfinished);
    damage = List.copyOf(damage);
  }

  /// The results of a run of our own.
  public Results(Study study, RunFacts facts, List<TrialRow> rows, Spent spent) {
    this(study, facts, rows, spent, List.of(), Map.of(), List.of(), Optional.empty(), List.of());
  }

  /// Whether others ran the trials and recorded them.
  public boolean takenOver() {
    return !provenances.isEmpty();
  }

  /// What the records say `row` cost, if they do.
  Optional<Usd> recorded(TrialRow row) {
    return Optional.ofNullable(provenances.get(row.trial())).flatMap(Ledger.Provenance::cost);
  }

  /// These results with other money.
  public Results with(List<TrialRow> repriced) {
    return new Results(
        study, facts, repriced, spent, lost, provenances, unfinished, branch, damage);
  }

  /// These results, of whose run `more` could not be read either.
  public Results damaged(List<String> more) {
    var all = new ArrayList<>(damage);
    all.addAll(more);
    return new Results(study, facts, rows, spent, lost, provenances, unfinished, branch, all);
  }

  /// The trials of one cell, in the order they ended.
  public List<TrialRow> cell(String arm, String task) {
    return rows.stream()
        .filter(row -> row.trial().arm().equals(arm) && row.trial().task().equals(task))
        .toList();
  }

  /// An arm in words: `claude-opus-4-7 + claude-haiku-4-5`.
  public String describe(Arm arm) {
    return arm.policy().describe(name -> study.model(name).id());
  }

  /// How the numbers of models are known, as a word for headings: `rehearsed`.
  public String known() {
    return facts.how().key();
  }

  /// Where the numbers of models come from, in words for headings: `rehearsed`, or that records of
  /// others were taken over.
  public String source() {
    return takenOver() ? "taken over from records of others" : known();
  }

  /// The day whose prices hold: the study's, or each call's own where models were asked.
  public String pricesOf() {
    return takenOver() || facts.how() == Known.REHEARSED
        ? study.plan().date().toString()
        : "the day of each call";
  }

  /// The versions that decided the run.
  public Map<String, String> versions() {
    return facts.versions();
  }
}
