package dev.breakeven.cli;

import dev.breakeven.attribution.Hints;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.DelegatingSentences;
import dev.breakeven.report.Results;
import dev.breakeven.report.explain.ExplainText;
import dev.breakeven.report.explain.Explained;
import dev.breakeven.report.explain.Grouping;
import dev.breakeven.report.explain.HealthText;
import dev.breakeven.study.comparison.SoloDifference;
import dev.breakeven.study.comparison.TrialMeasures;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says where the money of a trace, or of all traces of a run, went.
@Command(
    name = "explain",
    description = {
      "Say where the money of a trace went: each billed token is charged to the block of content"
          + " that caused it.",
      "Plain sentences first, a table after; the table's rows add up to the bill."
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "TRACE|DIR",
      description = "a trace, a run's folder, any log that audit reads, or a folder of those")
  private @Nullable Path path;

  @Option(
      names = "--by",
      paramLabel = "KEY",
      defaultValue = "origin",
      description =
          "what the table has a row for: block, origin, role, cause, class, turn or delegation"
              + " (default: ${DEFAULT-VALUE})")
  private Grouping grouping = Grouping.ORIGIN;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "20",
      description = "the most rows of the table; the rest is summed (default: ${DEFAULT-VALUE})")
  private int rows = 20;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (rows < 1) {
      throw new UserError("expected --rows to be at least 1, got " + rows);
    }
    var given = Objects.requireNonNull(path);
    var catalog = Catalog.bundled();
    var run = run(given);
    var pricing = pricing(run, catalog);
    var measured = measured(run);
    var hints = new Hints(CacheRules.of(catalog, "anthropic"), Map.of());
    var traces = NamedTraces.read(given);
    var explained =
        traces.byName().entrySet().stream()
            .map(entry ->
                Explained.of(
                    entry.getKey(),
                    entry.getValue(),
                    pricing,
                    hints,
                    Optional.ofNullable(measured.get(cell(entry.getValue())))))
            .toList();
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(new ExplainText(explained, grouping, rows).text());
    out.print("\n" + new HealthText(traces.health()).text());
    out.flush();
    return 0;
  }

  /// The run that the path belongs to, if it does.
  private static Optional<RunLedger> run(Path path) {
    var run = Files.isDirectory(path) ? path : path.toAbsolutePath().resolve("../..").normalize();
    return Files.exists(run.resolve(StudyRun.LEDGER))
        ? Optional.of(RunLedger.read(run))
        : Optional.empty();
  }

  /// The prices of the run, whose study may declare local models; the catalog's where there is
  /// none.
  private static Pricing pricing(Optional<RunLedger> run, Catalog catalog) {
    try {
      return run.isEmpty()
          ? Pricing.of(catalog)
          : StudyPrices.of(run.get().results().study(), catalog);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  /// What each cell of the run costs more than working alone, by arm and task.
  private static Map<String, String> measured(Optional<RunLedger> run) {
    var measured = new HashMap<String, String>();
    if (run.isPresent()) {
      Results results = run.get().results();
      SoloDifference.of(results.study(), TrialMeasures.of(results.rows()))
          .forEach(difference ->
              measured.put(
                  difference.arm() + "/" + difference.task(),
                  DelegatingSentences.measured(difference, results.known())));
    }
    return measured;
  }

  private static String cell(Trace trace) {
    return trace.labels().get("arm") + "/" + trace.labels().get("task");
  }
}
