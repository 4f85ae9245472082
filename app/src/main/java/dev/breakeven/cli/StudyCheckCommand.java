package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.report.CheckReport;
import dev.breakeven.report.Results;
import dev.breakeven.study.records.RecordCheck;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says what the records of a study taken over show beyond its own tables.
@Command(
    name = "check",
    description = {
      "Say what the records of a study taken over show.",
      "Suspicious records, the prices they used, what they tell of the prompt cache, and what they"
          + " do not tell."
    },
    mixinStandardHelpOptions = true)
final class StudyCheckCommand implements Runnable {
  @Parameters(paramLabel = "DIR", description = "the folder that `study import` wrote")
  private @Nullable Path folder;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    var results = RunLedger.read(Objects.requireNonNull(folder)).results();
    if (!results.takenOver()) {
      throw new UserError(
          folder + " holds a run of our own; study check is for what `study import` wrote");
    }
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(new CheckReport(results, check(results)).text());
    out.flush();
  }

  static RecordCheck check(Results results) {
    return new RecordCheck(
        results.rows(), results.provenances(), Catalog.bundled(), results.study().plan().date());
  }
}
