package dev.breakeven.cli;

import dev.breakeven.report.Results;
import dev.breakeven.report.TextReport;
import dev.breakeven.store.RunLock;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.Ending.Kind;
import dev.breakeven.study.PriceCheck;
import dev.breakeven.study.RunBudget;
import dev.breakeven.study.RunFacts;
import dev.breakeven.study.StudyRunner;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialRow;
import dev.breakeven.study.TrialRunner;
import dev.breakeven.trace.Known;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// A run of a study from the command line: opens the books, runs what is missing, prints the
/// results.
final class StudyRun {
  /// The ledger's file within a run's folder.
  static final String LEDGER = "ledger.db";

  /// A trial's trace within a run's folder.
  static Path trace(Trial trial) {
    return Path.of("traces", trial.id() + ".jsonl");
  }

  private final StudyFile file;
  private final ModelChoice cast;
  private final Path folder;
  private final RunOptions options;
  private final PrintWriter out;

  /// @param cast who answers
  StudyRun(StudyFile file, ModelChoice cast, Path folder, RunOptions options, PrintWriter out) {
    this.file = file;
    this.cast = cast;
    this.folder = folder;
    this.options = options;
    this.out = out;
  }

  /// Runs to the end.
  ///
  /// @return 0 if every trial came to an end that counts, 1 if one did not, 130 after Ctrl-C
  int toTheEnd() throws IOException, InterruptedException {
    var chosen = chosen();
    try (var laboratory = Laboratory.open(file, ready(chosen), options)) {
      PriceCheck.require(file.study(), laboratory.pricing(), cast.day());
      if (options.dryRun()) {
        return forecast(laboratory, chosen);
      }
      SqlLedger.check(folder.resolve(LEDGER));
      createFolder();
      try (var _ = RunLock.take(folder);
          var ledger = books(laboratory.facts())) {
        var spending = RunBudget.of(file.study().plan().limits(), ledger);
        try (var interrupts = Interrupts.watch(() -> stop(spending))) {
          run(laboratory, ledger, spending, chosen);
          return finish(laboratory, ResultsCommand.of(ledger), spending, interrupts.exitCode());
        }
      }
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  /// Who answers, ready to do so unless only the plan is wanted.
  private ModelChoice ready(Predicate<Trial> chosen) throws InterruptedException {
    if (options.dryRun()) {
      return cast;
    }
    var study = file.study();
    var names = new LinkedHashSet<String>();
    for (var arm : study.arms()) {
      if (study.tasks().stream().anyMatch(task -> chosen.test(new Trial(arm.name(), task, 1)))) {
        names.addAll(arm.policy().models());
      }
    }
    return cast.ready(names);
  }

  /// Opens the books, which begin with an older run's where that is asked for.
  private SqlLedger books(RunFacts facts) throws IOException {
    if (options.branch().isPresent()) {
      new Branching(options.branch().get(), folder).begin(file.study(), facts);
    }
    var ledger = SqlLedger.open(folder.resolve(LEDGER));
    try {
      ledger.open(facts);
      return ledger;
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  private int forecast(Laboratory laboratory, Predicate<Trial> chosen)
      throws IOException, InterruptedException {
    out.print(new RunPlan(file.study(), chosen, laboratory.pricing(), cast.day()).text());
    out.flush();
    out.print(new StudyForecast(file, chosen, cast.day(), options).text());
    out.println("No model was asked, nothing was spent.");
    out.flush();
    return 0;
  }

  private void stop(RunBudget spending) {
    spending.stop();
    out.printf(
        "Stopping: no more calls are made; what is under way may land. Ctrl-C again ends at"
            + " once.%n");
    out.flush();
  }

  private void run(
      Laboratory laboratory, SqlLedger ledger, RunBudget spending, Predicate<Trial> chosen)
      throws InterruptedException {
    var study = file.study();
    var progress = Progresses.choose(options.quiet(), out);
    if (!options.quiet()) {
      out.printf(
          "%s, %s, into %s%n",
          study.id(), cast.how() == Known.REHEARSED ? "rehearsed" : "live", folder);
      ledger.branch().ifPresent(out::println);
      laboratory.warning().ifPresent(out::println);
      out.flush();
    }
    progress.begin(study, ledger.trials().size());
    var trials =
        new TrialRunner(
            study,
            laboratory.equipment(folder.toAbsolutePath(), spending.waiting()),
            ledger,
            spending,
            progress);
    new StudyRunner(study, chosen, ledger, trials, options.parallel()).run();
  }

  private int finish(Laboratory laboratory, Results results, RunBudget spending, OptionalInt signal)
      throws IOException {
    out.println();
    out.print(new TextReport(results).text());
    laboratory.warning().ifPresent(out::println);
    out.printf(
        "Everything is in %s: ledger.db, traces/. Again: ./breakeven results %s%n", folder, folder);
    var report = folder.resolve(ReportFile.NAME);
    ReportFile.write(results, folder, report);
    out.printf("The report, with pictures: %s%n", report);
    if (spending.usedUp()) {
      out.println("The study's budget allows no further call; trials that need one are not run.");
    }
    if (results.rows().stream().anyMatch(row -> row.ending().kind() == Kind.PROVIDER_LOST)) {
      out.printf(
          "Trials that lost their provider are not counted. The same command with --out %s runs"
              + " others in their place.%n",
          folder);
    }
    if (spending.stopped()) {
      out.printf("Stopped. The same command with --out %s goes on.%n", folder);
    }
    out.flush();
    if (signal.isPresent()) {
      return signal.getAsInt();
    }
    return results.rows().stream().map(TrialRow::ending).allMatch(e -> e.kind().counts()) ? 0 : 1;
  }

  private void createFolder() throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new UserError("expected a folder for --out, got the file " + folder, e);
    }
    if (!Files.exists(folder.resolve(LEDGER))) {
      try (var entries = Files.list(folder)) {
        if (entries.anyMatch(entry -> !entry.endsWith(RunLock.FILE))) {
          throw new UserError(
              folder + " is not empty and holds no run; choose another folder with --out");
        }
      }
    }
  }

  /// Which trials `--only` chooses; all where it is not given.
  private Predicate<Trial> chosen() {
    var study = file.study();
    Predicate<Trial> chosen = options.only().isEmpty() ? _ -> true : _ -> false;
    for (var cell : options.only()) {
      var parts = List.of(cell.split("/", -1));
      var arm = parts.get(0);
      var task = parts.size() == 2 ? parts.get(1) : "*";
      boolean known =
          parts.size() <= 2
              && (arm.equals("*") || study.arms().stream().anyMatch(a -> a.name().equals(arm)))
              && (task.equals("*") || study.tasks().contains(task));
      if (!known) {
        throw new UserError(
            "expected --only ARM/TASK with an arm of %s and a task of %s, got %s"
                .formatted(study.arms().stream().map(a -> a.name()).toList(), study.tasks(), cell));
      }
      chosen =
          chosen.or(trial ->
              (arm.equals("*") || trial.arm().equals(arm))
                  && (task.equals("*") || trial.task().equals(task)));
    }
    return chosen;
  }
}
