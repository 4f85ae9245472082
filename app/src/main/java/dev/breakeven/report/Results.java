package dev.breakeven.report;

import dev.breakeven.study.Arm;
import dev.breakeven.study.Arm.Policy;
import dev.breakeven.study.RunFacts;
import dev.breakeven.study.Spent;
import dev.breakeven.study.Study;
import dev.breakeven.study.TrialRow;
import java.util.List;
import java.util.Map;

/// What a run has yielded so far.
///
/// @param study what was compared
/// @param facts what decided it
/// @param rows the trials that ended
/// @param spent everything spent, unfinished attempts included
public record Results(Study study, RunFacts facts, List<TrialRow> rows, Spent spent) {
  /// Takes an immutable copy.
  public Results {
    rows = List.copyOf(rows);
  }

  /// The trials of one cell, in the order they ended.
  public List<TrialRow> cell(String arm, String task) {
    return rows.stream()
        .filter(row -> row.trial().arm().equals(arm) && row.trial().task().equals(task))
        .toList();
  }

  /// An arm in words: `claude-opus-4-7 + claude-haiku-4-5`.
  public String describe(Arm arm) {
    return switch (arm.policy()) {
      case Policy.Solo(var model) -> study.model(model).id() + ", solo";
      case Policy.Orchestrated(var model, var executor, _, _) ->
          study.model(model).id() + ", delegating to " + study.model(executor).id();
    };
  }

  /// How the numbers of models are known, as a word for headings: `rehearsed`.
  public String known() {
    return facts.how().key();
  }

  /// The versions that decided the run.
  public Map<String, String> versions() {
    return facts.versions();
  }
}
