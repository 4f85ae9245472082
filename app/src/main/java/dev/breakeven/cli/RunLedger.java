package dev.breakeven.cli;

import dev.breakeven.report.Results;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.Charge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the ledger in a run's folder holds.
///
/// @param results the trials
/// @param charges what was billed in them
record RunLedger(Results results, List<Charge> charges) {
  /// Reads the folder of a run, or of a study that was taken over.
  static RunLedger read(Path folder) {
    var file = folder.resolve(StudyRun.LEDGER);
    if (!Files.exists(file)) {
      throw new UserError("there is no run in " + folder + ": it has no " + StudyRun.LEDGER);
    }
    try (var ledger = SqlLedger.read(file)) {
      return new RunLedger(ResultsCommand.of(ledger), ledger.charges());
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  /// Checks that `arms` are arms of the study; all of them where none is named.
  List<String> arms(List<String> arms) {
    var study = results.study();
    try {
      arms.forEach(study::arm);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
    if (arms.stream().distinct().count() < arms.size()) {
      throw new UserError("expected different arms, got " + arms);
    }
    return arms.isEmpty() ? study.arms().stream().map(arm -> arm.name()).toList() : arms;
  }
}
