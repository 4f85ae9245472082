package dev.breakeven.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes the report of a run.
@Command(
    name = "report",
    description = {
      "Write the results of a run, finished or not, as one HTML file with tables and pictures.",
      "The file needs no network and no other file; it can be printed, mailed or kept."
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "the run's folder")
  private @Nullable Path folder;

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description = "the file to write (default: report.html in DIR)")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var run = Objects.requireNonNull(folder);
    var file = out == null ? run.resolve(ReportFile.NAME) : out;
    ReportFile.write(RunLedger.read(run).results(), run, file);
    var console = Objects.requireNonNull(spec).commandLine().getOut();
    console.println("The report is " + file);
    console.flush();
    return 0;
  }
}
