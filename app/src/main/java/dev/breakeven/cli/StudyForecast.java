package dev.breakeven.cli;

import dev.breakeven.report.TextTable;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.Limits;
import dev.breakeven.study.Plan;
import dev.breakeven.study.RunBudget;
import dev.breakeven.study.RunProgress;
import dev.breakeven.study.Spent;
import dev.breakeven.study.Study;
import dev.breakeven.study.StudyRunner;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialRow;
import dev.breakeven.study.TrialRunner;
import dev.breakeven.workspace.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What a run is likely to cost, told beforehand: one trial of each cell is rehearsed in a folder
/// that is deleted afterwards, and its cost taken as often as the study wants trials.
///
/// @param file what would run
/// @param chosen which trials of it
/// @param day the day whose prices hold
/// @param options how many rehearsals run at once, and in which sandbox
record StudyForecast(StudyFile file, Predicate<Trial> chosen, LocalDate day, RunOptions options) {
  private static final int PLACES = 2;

  /// Rehearses and tells what came of it.
  String text() throws IOException, InterruptedException {
    var silent =
        file.study().models().entrySet().stream()
            .filter(model -> model.getValue().profile().isEmpty())
            .map(model -> model.getKey())
            .sorted()
            .toList();
    if (!silent.isEmpty()) {
      return "Forecast: none, as these models name no profile (rehearse:) to play them: "
          + String.join(", ", silent)
          + "\n";
    }
    var folder = Files.createTempDirectory("breakeven-forecast");
    try {
      return told(rehearse(folder));
    } finally {
      Folders.delete(folder);
    }
  }

  private List<TrialRow> rehearse(Path folder) throws InterruptedException {
    var once = new StudyFile(file.path(), file.text(), once(file.study(), day));
    try (var laboratory = Laboratory.open(once, ModelChoice.rehearsed(once), options);
        var ledger = SqlLedger.open(folder.resolve(StudyRun.LEDGER))) {
      ledger.open(laboratory.facts());
      var study = once.study();
      var spending = RunBudget.of(study.plan().limits(), ledger);
      var trials =
          new TrialRunner(
              study,
              laboratory.equipment(folder, spending.waiting()),
              ledger,
              spending,
              RunProgress.SILENT);
      new StudyRunner(study, chosen, ledger, trials, options.parallel()).run();
      return ledger.trials();
    }
  }

  /// `study` with one trial a cell and no budget.
  private static Study once(Study study, LocalDate day) {
    var plan = study.plan();
    var goal = new Plan.Goal(1, 1);
    return new Study(
        study.id(),
        study.pack(),
        study.tasks(),
        study.models(),
        study.arms(),
        new Plan(goal, plan.order(), plan.seed(), Limits.NONE, day, Optional.of(false)));
  }

  private String told(List<TrialRow> rows) {
    var table = new TextTable(1, List.of("arm", "trials", "USD"));
    for (var arm : file.study().arms()) {
      var own = rows.stream().filter(row -> row.trial().arm().equals(arm.name())).toList();
      if (!own.isEmpty()) {
        table.row(cells(arm.name(), own));
      }
    }
    table.row(cells("all", rows));
    return "Forecast, from one rehearsed trial of each cell (a rehearsal predicts no model's"
        + " skill):\n"
        + table.text();
  }

  private List<String> cells(String name, List<TrialRow> rows) {
    var goal = file.study().plan().goal();
    int most = goal.tries();
    int least = Math.min(goal.successes(), most);
    var spent = rows.stream().map(TrialRow::spent).reduce(Spent.NONE, Spent::plus);
    return List.of(
        name,
        span(Integer.toString(rows.size() * least), Integer.toString(rows.size() * most)),
        spent.unpriced() > 0
            ? "unpriced"
            : span(
                spent.usd().times(least).rounded(PLACES), spent.usd().times(most).rounded(PLACES)));
  }

  private static String span(String least, String most) {
    return least.equals(most) ? most : least + "–" + most;
  }
}
