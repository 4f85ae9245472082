package dev.breakeven.cli;

import dev.breakeven.store.Branch;
import dev.breakeven.store.RunLock;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.RunFacts;
import dev.breakeven.study.Study;
import dev.breakeven.study.StudyReader;
import dev.breakeven.study.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Begins a run with the trials of an older one that a changed study file still counts.
///
/// @param old the older run's folder
/// @param folder the new run's
record Branching(Path old, Path folder) {
  /// Copies books and traces of the trials whose arm, task, models, seed and day are the same, as
  /// far as `study` wants so many. Books appear last: cut off before, it is as if nothing was done.
  void begin(Study study, RunFacts facts) throws IOException {
    var books = old.resolve(StudyRun.LEDGER);
    if (!Files.exists(books)) {
      throw new UserError("expected a run in the folder for --branch, found none in " + old);
    }
    if (Files.exists(folder.resolve(StudyRun.LEDGER))) {
      throw new UserError(
          folder
              + " holds a run already; leave --branch out to continue it, or choose another --out");
    }
    try (var _ = RunLock.take(old)) {
      var unfinished = folder.resolve("ledger.db.branch");
      Files.deleteIfExists(unfinished);
      var before = before(books);
      var kept =
          Branch.begin(
              books,
              unfinished,
              facts,
              "Trials of the run in "
                  + old
                  + " were taken over; they ran under an older study file.",
              trial ->
                  trial.number() <= study.plan().goal().tries()
                      && study.sharesCell(before, trial.arm(), trial.task()));
      for (var trial : kept) {
        copyTrace(trial);
      }
      Files.move(unfinished, folder.resolve(StudyRun.LEDGER), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static Study before(Path books) {
    try (var ledger = SqlLedger.open(books)) {
      var facts = ledger.facts();
      return StudyReader.read(facts.study(), facts.text());
    }
  }

  private void copyTrace(Trial trial) throws IOException {
    var trace = StudyRun.trace(trial);
    var target = folder.resolve(trace);
    Files.createDirectories(target.getParent());
    Files.copy(old.resolve(trace), target, StandardCopyOption.REPLACE_EXISTING);
  }
}
