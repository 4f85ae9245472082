package dev.breakeven.cli;

import dev.breakeven.report.CsvReport;
import dev.breakeven.report.JsonReport;
import dev.breakeven.report.Results;
import dev.breakeven.report.TextReport;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.StudyReader;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prints what a run has yielded.
@Command(
    name = "results",
    description = "Print the results of a run, finished or not.",
    mixinStandardHelpOptions = true)
final class ResultsCommand implements Runnable {
  /// The forms results can be printed in.
  enum Format {
    TEXT,
    CSV,
    JSON
  }

  @Parameters(paramLabel = "DIR", description = "the run's folder")
  private @Nullable Path folder;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text, csv (one row a trial) or json (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    var results = RunLedger.read(Objects.requireNonNull(folder)).results();
    var text =
        switch (format) {
          case TEXT -> new TextReport(results).text();
          case CSV -> new CsvReport(results).text();
          case JSON -> new JsonReport(results).text();
        };
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(text);
    out.flush();
  }

  /// The results that `ledger` holds.
  static Results of(SqlLedger ledger) {
    var facts = ledger.facts();
    var study = StudyReader.read(facts.study(), facts.text());
    return new Results(
        study,
        facts,
        ledger.trials(),
        ledger.spent(),
        ledger.lost(),
        ledger.provenances(),
        ledger.unfinished(),
        ledger.branch(),
        ledger.damage());
  }
}
