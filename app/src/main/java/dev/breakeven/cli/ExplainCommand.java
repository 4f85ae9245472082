package dev.breakeven.cli;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.Hints;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.explain.ExplainText;
import dev.breakeven.report.explain.Explained;
import dev.breakeven.report.explain.Grouping;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.StudyReader;
import dev.breakeven.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  @Parameters(paramLabel = "TRACE|DIR", description = "a trace file, or a run's folder")
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
    var given = Objects.requireNonNull(path);
    var files = files(given);
    var catalog = Catalog.bundled();
    var pricing = pricing(given, catalog);
    var hints = new Hints(CacheRules.of(catalog, "anthropic"), Map.of());
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    var explained = files.stream().map(file -> explain(file, pricing, hints)).toList();
    out.print(new ExplainText(explained, grouping, rows).text());
    out.flush();
    return 0;
  }

  private static List<Path> files(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    var folder = path.resolve("traces");
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          "expected a trace file or the folder of a run, got " + path + ", which has no traces/");
    }
    try (var files = Files.list(folder)) {
      var traces = files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
      if (traces.isEmpty()) {
        throw new UserError("there are no traces in " + folder);
      }
      return traces;
    }
  }

  private static Explained explain(Path file, Pricing pricing, Hints hints) {
    try (var reader = Files.newBufferedReader(file)) {
      var trace = TraceReader.scan(reader, file.toString()).trace();
      var name = String.valueOf(file.getFileName()).replaceFirst("\\.jsonl$", "");
      return new Explained(name, trace, Attribution.of(trace, pricing, hints));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError("cannot read " + file + ": " + e, e);
    }
  }

  /// The prices of the run that the path belongs to, whose study may declare local models; the
  /// catalog's where it belongs to none.
  private static Pricing pricing(Path path, Catalog catalog) {
    var run = Files.isDirectory(path) ? path : path.toAbsolutePath().resolve("../..").normalize();
    var ledger = Optional.of(run.resolve(Run.LEDGER)).filter(Files::exists);
    if (ledger.isEmpty()) {
      return Pricing.of(catalog);
    }
    try (var books = SqlLedger.open(ledger.get())) {
      var facts = books.facts();
      return Prices.of(StudyReader.read(facts.study(), facts.text()), catalog);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
