package dev.breakeven.cli;

import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.PriceReport;
import dev.breakeven.study.comparison.Crossovers;
import dev.breakeven.study.comparison.TrialMeasures;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prices a run, or one trace, anew.
@Command(
    name = "reprice",
    description = {
      "Price a run or one trace at another day's or file's rates: the same tokens, other prices.",
      "With --crossover, the prices at which two arms cost the same."
    },
    mixinStandardHelpOptions = true)
final class RepriceCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR|TRACE.jsonl",
      description = "the run's folder, or one trace or log of a tool")
  private @Nullable Path place;

  @Mixin private PriceOptions prices = new PriceOptions();

  @Option(
      names = "--crossover",
      arity = "2",
      paramLabel = "ARM",
      description = "two arms: at which cache-read, output or executor price do they cost the same")
  private List<String> crossover = List.of();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    var at = Objects.requireNonNull(place);
    out.print(Files.isRegularFile(at) ? trace(at) : study(RunLedger.read(at)));
    out.flush();
    return 0;
  }

  private String study(RunLedger books) {
    var results = books.results();
    var study = results.study();
    var repricing = prices.of(study);
    var report =
        new PriceReport(
            results,
            results.with(repricing.of(results.rows(), books.charges())),
            prices.words(study));
    if (crossover.isEmpty()) {
      return report.text();
    }
    var arms = books.arms(crossover);
    var crossovers = new Crossovers(books.charges(), repricing);
    var found = new ArrayList<PriceReport.Met>();
    for (var task : study.tasks()) {
      var first = sides(books, arms.getFirst(), task);
      var second = sides(books, arms.getLast(), task);
      found.add(
          new PriceReport.Met(
              task,
              crossovers.between(first.trial(), second.trial()),
              crossovers.between(first.solve(), second.solve()),
              crossovers.executorBudget(first.trial(), second.trial())));
    }
    return report.crossovers(arms.getFirst(), arms.getLast(), found);
  }

  /// An arm on a task: by the mean of its solved trials, and by the solve with failures charged.
  private record Sides(Crossovers.Side trial, Crossovers.Side solve) {}

  private static Sides sides(RunLedger books, String arm, String task) {
    var all =
        TrialMeasures.of(books.results().rows()).stream()
            .filter(trial -> trial.trial().arm().equals(arm) && trial.trial().task().equals(task))
            .toList();
    var solved = all.stream().filter(TrialMeasures::solved).map(TrialMeasures::trial).toList();
    return new Sides(
        new Crossovers.Side(arm, solved, solved.size()),
        new Crossovers.Side(arm, all.stream().map(TrialMeasures::trial).toList(), solved.size()));
  }

  private String trace(Path file) throws IOException {
    if (!crossover.isEmpty()) {
      throw new UserError("--crossover needs the folder of a run, got the trace " + file);
    }
    var text = new StringBuilder();
    Map<String, Trace> traces = NamedTraces.read(file).byName();
    traces.forEach((name, trace) -> {
      text.append(traces.size() == 1 ? "" : name + "\n");
      text.append(
          PriceReport.trace(
              trace, Pricing.of(prices.catalog()), Optional.ofNullable(prices.day())));
    });
    return text.toString();
  }
}
