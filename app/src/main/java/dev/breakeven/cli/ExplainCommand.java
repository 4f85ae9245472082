package dev.breakeven.cli;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.Hints;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.explain.ExplainText;
import dev.breakeven.report.explain.Explained;
import dev.breakeven.report.explain.Grouping;
import dev.breakeven.report.explain.HealthText;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.StudyReader;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    var pricing = pricing(given, catalog);
    var hints = new Hints(CacheRules.of(catalog, "anthropic"), Map.of());
    var traces = NamedTraces.read(given);
    var explained =
        traces.byName().entrySet().stream()
            .map(entry -> explain(entry.getKey(), entry.getValue(), pricing, hints))
            .toList();
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(new ExplainText(explained, grouping, rows).text());
    out.print("\n" + new HealthText(traces.health()).text());
    out.flush();
    return 0;
  }

  private static Explained explain(String name, Trace trace, Pricing pricing, Hints hints) {
    return new Explained(name, trace, Attribution.of(trace, pricing, hints));
  }

  /// The prices of the run that the path belongs to, whose study may declare local models; the
  /// catalog's where it belongs to none.
  private static Pricing pricing(Path path, Catalog catalog) {
    var run = Files.isDirectory(path) ? path : path.toAbsolutePath().resolve("../..").normalize();
    var ledger = Optional.of(run.resolve(StudyRun.LEDGER)).filter(Files::exists);
    if (ledger.isEmpty()) {
      return Pricing.of(catalog);
    }
    try (var books = SqlLedger.read(ledger.get())) {
      var facts = books.facts();
      return StudyPrices.of(StudyReader.read(facts.study(), facts.text()), catalog);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
