package dev.breakeven.cli;

import dev.breakeven.attribution.Difference;
import dev.breakeven.report.ComparisonJson;
import dev.breakeven.report.ComparisonReport;
import dev.breakeven.report.Results;
import dev.breakeven.study.Trial;
import dev.breakeven.study.comparison.Comparison;
import dev.breakeven.study.comparison.ComparisonSettings;
import dev.breakeven.study.comparison.DifferenceReasons;
import dev.breakeven.study.comparison.TrialMeasures;
import dev.breakeven.study.comparison.TrialSelection;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Compares the arms of a run.
@Command(
    name = "compare",
    description = {
      "Compare the arms of a run: success, cost, exact tests, and what no other arm beats.",
      "Cost per trial and per success with intervals, every pair of arms by exact tests, and what"
          + " so few trials can show. For two named arms also where the difference in mean cost"
          + " comes from."
    },
    mixinStandardHelpOptions = true)
final class CompareCommand implements Runnable {
  /// The forms a comparison can be printed in.
  enum Format {
    TEXT,
    JSON
  }

  /// Which costs count.
  enum Price {
    LIST,
    RECORDED
  }

  @Parameters(index = "0", paramLabel = "DIR", description = "the run's folder")
  private @Nullable Path folder;

  @Parameters(
      index = "1..*",
      paramLabel = "ARM",
      description = "the arms to compare (default: all)")
  private List<String> arms = List.of();

  @Option(
      names = "--trials",
      paramLabel = "WHICH",
      defaultValue = "solved",
      description =
          "solved or all: over which trials means, medians and tests go (default:"
              + " ${DEFAULT-VALUE})")
  private TrialSelection over = TrialSelection.SOLVED;

  @Option(
      names = "--price",
      paramLabel = "WHICH",
      defaultValue = "list",
      description =
          "list, or recorded: what the records of a study taken over say (default:"
              + " ${DEFAULT-VALUE})")
  private Price price = Price.LIST;

  @Option(
      names = "--approximate",
      description =
          "print the rank test's normal approximation too; always done for a study taken over")
  private boolean approximate;

  @Mixin private PriceOptions prices = new PriceOptions();

  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    var books = RunLedger.read(Objects.requireNonNull(folder));
    var results = books.results();
    var chosen = books.arms(arms);
    var comparison =
        Comparison.of(
            chosen,
            results.study().tasks(),
            measured(books),
            ComparisonSettings.usual(over, results.study().plan().seed()));
    var view =
        new ComparisonReport.View(
            words(results),
            approximate || results.takenOver(),
            arms.size() == 2 && price == Price.LIST ? gaps(books) : Map.of());
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(
        switch (format) {
          case TEXT -> new ComparisonReport(results, comparison, view).text();
          case JSON -> new ComparisonJson(results, comparison, view).text();
        });
    out.flush();
  }

  private List<TrialMeasures> measured(RunLedger books) {
    var results = books.results();
    return switch (price) {
      case LIST ->
          TrialMeasures.of(
              prices.wanted()
                  ? prices.of(results.study()).of(results.rows(), books.charges())
                  : results.rows());
      case RECORDED -> {
        if (!results.takenOver() || prices.wanted()) {
          throw new UserError(
              "--price recorded is for a study taken over with `study import`, without --on and"
                  + " --prices");
        }
        yield TrialMeasures.asRecorded(results.rows(), results.provenances());
      }
    };
  }

  private String words(Results results) {
    return switch (price) {
      case LIST -> prices.words(results.study());
      case RECORDED -> "as recorded";
    };
  }

  private Map<String, Difference> gaps(RunLedger books) {
    var traces = new HashMap<Trial, Optional<Trace>>();
    var gaps =
        new DifferenceReasons(
            books.charges(),
            prices.of(books.results().study()),
            trial ->
                prices.day() == null
                    ? traces.computeIfAbsent(trial, this::trace)
                    : Optional.empty());
    var byTask = new LinkedHashMap<String, Difference>();
    for (var task : books.results().study().tasks()) {
      gaps.between(trials(books, arms.getFirst(), task), trials(books, arms.getLast(), task))
          .ifPresent(gap -> byTask.put(task, gap));
    }
    return byTask;
  }

  /// The trace of a trial, where one was kept.
  private Optional<Trace> trace(Trial trial) {
    var file = Objects.requireNonNull(folder).resolve(StudyRun.trace(trial));
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (var in = Files.newBufferedReader(file)) {
      return Optional.of(TraceReader.read(in, file.toString()));
    } catch (IOException e) {
      throw new UserError("cannot read the trace " + file + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private List<Trial> trials(RunLedger books, String arm, String task) {
    return TrialMeasures.of(books.results().rows()).stream()
        .filter(trial -> trial.trial().arm().equals(arm) && trial.trial().task().equals(task))
        .filter(trial -> over.takes(trial.solved()))
        .map(TrialMeasures::trial)
        .toList();
  }
}
