package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.judge.JudgeTools;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.trace.Known;
import dev.breakeven.workspace.Unconfined;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A fault of ours ends its trial and no other, whatever is thrown, and takes none of its cell's
/// tries.
final class BrokenTrialTest {
  private static final Study STUDY =
      StudyReader.read(
          "notes.yaml",
          """
          study: notes
          pack: notes
          tasks: [note]
          trials: 5
          seed: 5
          date: 2026-11-24
          models:
            strong: {id: claude-opus-4-7}
          arms:
            A: {solo: strong, turns: 9}
            B: {solo: strong, turns: 9}
          """);

  @TempDir Path folder;

  @Test
  void aFaultOfOursCostsNoTryAndEndsNoRun() throws Exception {
    run(2, StackOverflowError::new);
    try (var ledger = SqlLedger.open(folder.resolve("ledger.db"))) {
      assertThat(count(ledger, "A", Ending.Kind.BROKEN)).isZero();
      assertThat(tried(ledger, "A")).isEqualTo(5);
      assertThat(count(ledger, "B", Ending.Kind.BROKEN)).isEqualTo(2);
      assertThat(tried(ledger, "B")).isEqualTo(5);
    }
  }

  @Test
  void aCellThatBreaksAgainAndAgainIsLeftAloneAndGoesOnInTheNextRun() throws Exception {
    run(1_000, OutOfMemoryError::new);
    try (var ledger = SqlLedger.open(folder.resolve("ledger.db"))) {
      assertThat(tried(ledger, "A")).isEqualTo(5);
      assertThat(count(ledger, "B", Ending.Kind.BROKEN)).isEqualTo(3);
      assertThat(tried(ledger, "B")).isZero();
    }
    run(0, OutOfMemoryError::new);
    try (var ledger = SqlLedger.open(folder.resolve("ledger.db"))) {
      assertThat(tried(ledger, "B")).isEqualTo(5);
    }
  }

  /// Runs the study; in its first trials, so many, the models of arm B break.
  private void run(int broken, Supplier<Error> fault) throws Exception {
    Files.createDirectories(folder);
    var pack = NotePack.prepare(folder.resolve("packs"));
    try (var judge = new JudgeTools(folder, folder.resolve("cache"), new Unconfined(), 1);
        var ledger = SqlLedger.open(folder.resolve("ledger.db"))) {
      ledger.open(new RunFacts("notes", Known.REHEARSED, "", new TreeMap<>()));
      var equipment =
          new Equipment(
              folder.resolve("run"),
              Map.of("note", pack.task("note")),
              new Unconfined(),
              models(broken, fault),
              judge,
              Pricing.of(Catalog.bundled()),
              Map.of());
      Files.createDirectories(folder.resolve("run"));
      var spending = RunBudget.of(STUDY.plan().limits(), ledger);
      var trials = new TrialRunner(STUDY, equipment, ledger, spending, RunProgress.SILENT);
      new StudyRunner(STUDY, _ -> true, ledger, trials, 1).run();
    }
  }

  private static ModelSource models(int broken, Supplier<Error> fault) {
    return new ModelSource() {
      @Override
      public Known how() {
        return Known.REHEARSED;
      }

      @Override
      public TrialModels begin(Trial trial, PreparedTask task, String verify) {
        if (trial.arm().equals("B") && trial.number() <= broken) {
          throw fault.get();
        }
        return (spec, _) -> new Wanderer(trial.seed(5), spec.id(), _ -> {});
      }
    };
  }

  private static long tried(SqlLedger ledger, String arm) {
    return ledger.trials().stream()
        .filter(row -> row.trial().arm().equals(arm) && row.ending().kind() != Ending.Kind.BROKEN)
        .count();
  }

  private static long count(SqlLedger ledger, String arm, Ending.Kind kind) {
    return ledger.trials().stream()
        .filter(row -> row.trial().arm().equals(arm) && row.ending().kind() == kind)
        .count();
  }
}
