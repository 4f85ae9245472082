package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.Ending;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user sees of budgets, plans and controls.
class BudgetAndPlanTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aBudgetIsKeptAndSaidToBeUsedUp() throws IOException {
    var study = Notes.study(folder, 20, "budget-usd: 0.60");
    var printed = run(study);
    assertThat(printed.exit()).as(printed.err()).isEqualTo(1);
    assertThat(printed.out()).contains("The study's budget allows no further call");
    try (var ledger = SqlLedger.open(out().resolve("ledger.db"))) {
      assertThat(ledger.spent().usd()).isBetween(Usd.of("0.10"), Usd.of("0.60"));
      assertThat(ledger.trials())
          .extracting(row -> row.ending().kind())
          .contains(Ending.Kind.DONE, Ending.Kind.OUT_OF_BUDGET);
      int ended = ledger.trials().size();
      assertThat(run(study).exit()).isEqualTo(1);
      assertThat(ledger.trials()).hasSize(ended);
    }
  }

  @Test
  void aTrialsBudgetEndsOnlyThatTrial() throws IOException {
    run(Notes.study(folder, 2, "trial-budget-usd: 0.01"));
    try (var ledger = SqlLedger.open(out().resolve("ledger.db"))) {
      assertThat(ledger.trials())
          .hasSize(4)
          .allMatch(row -> row.ending().equals(new Ending(Ending.Kind.OUT_OF_BUDGET, "trial")));
      assertThat(ledger.spent().usd()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void aBudgetForAModelWithoutAPriceIsRefusedBeforeAnythingIsDone() throws IOException {
    var study = Notes.study(folder, 2, "budget-usd: 1");
    var text = Files.readString(study).replace("claude-opus-4-7", "mystery-1");
    Files.writeString(study, text);
    var printed = run(study);
    assertThat(printed.exit()).isEqualTo(2);
    assertThat(printed.err())
        .contains("the study has a budget, and no call of model strong (mystery-1) can be held");
    assertThat(out()).doesNotExist();
  }

  @Test
  void aDryRunPrintsThePlanAndAForecastAndSpendsNothing() throws IOException {
    var study = Notes.study(folder, 5, "budget-usd: 2.50");
    var printed = run(study, "--dry-run");
    assertThat(printed.exit()).as(printed.err()).isZero();
    assertThat(printed.out())
        .contains("notes: 2 cells, at most 10 trials")
        .containsPattern("First block: (A-note-1 B-note-1|B-note-1 A-note-1)")
        .contains("Worst case: 2.50 USD, the study's budget")
        .contains("No model was asked, nothing was spent.");
    assertThat(out()).doesNotExist();
  }

  @Test
  void theForecastIsWhatOneTrialOfEachCellCostsTimesTheTrials() throws IOException {
    var study = Notes.study(folder, 5, "");
    var forecast = run(study, "--dry-run").out();
    Files.writeString(study, Files.readString(study).replace("trials: 5", "trials: 1"));
    assertThat(run(study).exit()).isZero();
    try (var ledger = SqlLedger.open(out().resolve("ledger.db"))) {
      assertThat(forecast)
          .containsPattern("all +10 +" + ledger.spent().usd().times(5).rounded(2) + "\n");
    }
  }

  @Test
  void withoutABudgetTheWorstCaseIsEveryCallAtItsLargest() throws IOException {
    var printed = run(Notes.study(folder, 5, "call-budget-usd: 0.10"), "--dry-run");
    // 2 arms, 5 trials, 40 calls of 0.10 USD; the executor is free.
    assertThat(printed.out()).contains("Worst case: 40.00 USD, every call allowed made");
  }

  @Test
  void theControlIsHeldAgainstItsArm() throws IOException {
    var printed = run(Notes.study(folder, 4, "control: A"));
    assertThat(printed.exit()).as(printed.err()).isZero();
    assertThat(printed.out())
        .contains("A.control is A again with other seeds. Cost a trial, exact permutation test:")
        .containsPattern("note +4 and 4 ")
        .containsPattern("No difference is shown|The arm differs from itself");
  }

  private Commands.Printed run(Path study, String... more) {
    var arguments = new String[5 + more.length];
    var first = new String[] {"run", study.toString(), "--rehearse", "--out", out().toString()};
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return Commands.run(arguments);
  }

  private Path out() {
    return folder.resolve("out");
  }
}
